#ifndef COUNTERFOIL_CONFINE_H
#define COUNTERFOIL_CONFINE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// What Swift cannot call itself: fork without its runtime, control messages, Landlock, seccomp.
// Functions answer 0 or an errno unless they say otherwise.

// --- the parent's side

// A connected pair of stream sockets, closed on exec.
int confine_socketpair(int ends[2]);

// Starts `path` with `socket` as its standard input, nothing on its other descriptors, no signal
// blocked. The child is killed when this process ends, however it ends.
int confine_spawn(
  const char *path, char *const arguments[], char *const environment[], int socket, pid_t *child);

// Waits up to `milliseconds` for bytes or an end: 1 ready, 0 not yet, negative errno.
int confine_wait_readable(int socket, int milliseconds);

// Kills and reaps; without `kill_first` it has a second to end by itself. `status` is as waitpid's; `peak` is the most memory it held, bytes.
void confine_reap(pid_t child, int kill_first, int *status, int64_t *peak);

// Processor seconds a process has used; negative where it is gone.
double confine_processor_seconds(pid_t process);

// Bytes a process holds in memory; negative where it is gone.
int64_t confine_resident_bytes(pid_t process);

// The exit status's signal, or 0 where the process ended by itself.
int confine_signal_of(int status);
int confine_exit_code_of(int status);

// A sealed file in memory with these bytes, or a negative errno.
int confine_memory_file(const void *bytes, size_t count);

// --- both sides

// Keeps this process's memory out of core files and from other processes of the same user: it holds secrets.
// 1 where both hold.
int confine_keep_secret(void);

// Sends all bytes, with `descriptor` beside the first of them unless it is negative.
int confine_send(int socket, const void *bytes, size_t count, int descriptor);

// The number of bytes received, 0 at the end, or a negative errno. A descriptor that came along
// is stored, else -1 is.
ssize_t confine_receive(int socket, void *bytes, size_t capacity, int *descriptor);

// --- the child's side

struct confine_report {
  int no_new_privileges;
  int not_dumpable;
  int memory_limit, file_limit, process_limit, descriptor_limit, core_limit;
  // The kernel's Landlock version; 0 where it has none.
  int landlock_version;
  // 0 when in force, else the errno, or -1 when it was not asked for.
  int landlock_error;
  int seccomp_error;
};

// Locks this process, for good. Resource limits always; Landlock and seccomp unless `limits_only`.
void confine_lock(uint64_t memory, int limits_only, struct confine_report *report);

// Allows this process so many more seconds of processor time; then it gets SIGXCPU.
int confine_allow_processor(double seconds);

// The size of a regular file, or a negative errno (EINVAL for what is no regular file).
int64_t confine_file_size(int descriptor);

enum confine_attempt {
  CONFINE_OPEN_TO_READ = 1,
  CONFINE_OPEN_TO_WRITE,
  CONFINE_CONNECT,
  CONFINE_FORK,
  CONFINE_EXEC,
  CONFINE_TRACE,
  CONFINE_SIGNAL_PARENT,
  CONFINE_TAKE_MEMORY,
  CONFINE_LOOP,
  CONFINE_SLEEP,
  CONFINE_CRASH,
  CONFINE_EXECUTABLE_MEMORY,
};

// Tries something a locked process may not do: 0 when it could, else the errno.
// For tests and for `counterfoil doctor`.
int confine_try(int attempt);

#endif
