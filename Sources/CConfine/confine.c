#define _GNU_SOURCE
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <math.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// --- the parent's side

int confine_socketpair(int ends[2]) {
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : errno;
}

struct spawn_order {
  const char *path;
  char *const *arguments;
  char *const *environment;
  int socket;
  pid_t child;
  int error;
  int done;
};

static pthread_mutex_t spawn_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t spawn_changed = PTHREAD_COND_INITIALIZER;
static struct spawn_order *spawn_waiting;
static pid_t spawner_of;

static void carry_out(struct spawn_order *order) {
  int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null < 0) {
    order->error = errno;
    return;
  }
  volatile int failure = 0;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  // The child shares our memory until it execs, so a large casebase is not copied.
  pid_t child = vfork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // Handlers of ours must not run in the child: exec resets them, ignored ones need resetting.
    signal(SIGPIPE, SIG_DFL);
    if (dup2(order->socket, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0) {
      failure = errno;
      _exit(127);
    }
    // Marks what cannot be closed at once; either way nothing beyond 2 survives the exec.
    if (syscall(SYS_close_range, 3U, ~0U, 4U /* CLOSE_RANGE_CLOEXEC */) != 0) {
      for (int descriptor = 3; descriptor < 4096; descriptor++)
        fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(order->path, order->arguments, order->environment);
    failure = errno;
    _exit(127);
  }
  int fork_error = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(null);
  if (child < 0) {
    order->error = fork_error;
  } else if (failure != 0) {
    waitpid(child, NULL, 0);
    order->error = failure;
  } else {
    order->child = child;
  }
}

// The kernel ends a child of PR_SET_PDEATHSIG with the *thread* that started it. Threads of a pool
// come and go; this one stays as long as the process.
static void *spawner(void *unused) {
  (void)unused;
  pthread_mutex_lock(&spawn_lock);
  for (;;) {
    while (spawn_waiting == NULL || spawn_waiting->done) pthread_cond_wait(&spawn_changed, &spawn_lock);
    carry_out(spawn_waiting);
    spawn_waiting->done = 1;
    spawn_waiting = NULL;
    pthread_cond_broadcast(&spawn_changed);
  }
  return NULL;
}

int confine_spawn(
  const char *path, char *const arguments[], char *const environment[], int socket, pid_t *child
) {
  struct spawn_order order = {path, arguments, environment, socket, -1, 0, 0};
  pthread_mutex_lock(&spawn_lock);
  if (spawner_of != getpid()) {
    pthread_t thread;
    int error = pthread_create(&thread, NULL, spawner, NULL);
    if (error != 0) {
      pthread_mutex_unlock(&spawn_lock);
      return error;
    }
    pthread_detach(thread);
    spawner_of = getpid();
  }
  while (spawn_waiting != NULL) pthread_cond_wait(&spawn_changed, &spawn_lock);
  spawn_waiting = &order;
  pthread_cond_broadcast(&spawn_changed);
  while (!order.done) pthread_cond_wait(&spawn_changed, &spawn_lock);
  pthread_mutex_unlock(&spawn_lock);
  *child = order.child;
  return order.error;
}

int confine_wait_readable(int socket, int milliseconds) {
  struct pollfd one = {socket, POLLIN, 0};
  int ready = poll(&one, 1, milliseconds);
  if (ready < 0) return errno == EINTR ? 0 : -errno;
  return ready > 0 ? 1 : 0;
}

void confine_reap(pid_t child, int kill_first, int *status, int64_t *peak) {
  struct rusage usage;
  memset(&usage, 0, sizeof usage);
  *status = 0;
  // One that closed its socket is about to end. One that only pretends to is ended.
  for (int turn = 0; !kill_first && turn < 500; turn++) {
    if (wait4(child, status, WNOHANG, &usage) != 0) {
      *peak = (int64_t)usage.ru_maxrss * 1024;
      return;
    }
    struct timespec pause = {0, turn < 20 ? 100000 : 2000000};
    nanosleep(&pause, NULL);
  }
  kill(child, SIGKILL);
  while (wait4(child, status, 0, &usage) < 0 && errno == EINTR) {
  }
  *peak = (int64_t)usage.ru_maxrss * 1024;
}

double confine_processor_seconds(pid_t process) {
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) return -1;
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int64_t confine_resident_bytes(pid_t process) {
  char path[64], line[128];
  snprintf(path, sizeof path, "/proc/%d/statm", (int)process);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t count = read(file, line, sizeof line - 1);
  close(file);
  if (count <= 0) return -1;
  line[count] = 0;
  long long total, resident;
  if (sscanf(line, "%lld %lld", &total, &resident) != 2) return -1;
  return resident * (int64_t)sysconf(_SC_PAGESIZE);
}

int confine_signal_of(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }
int confine_exit_code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

int confine_memory_file(const void *bytes, size_t count) {
  int file = memfd_create("counterfoil", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (file < 0) return -errno;
  const char *next = bytes;
  while (count > 0) {
    ssize_t written = write(file, next, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      int error = written < 0 ? errno : EIO;
      close(file);
      return -error;
    }
    next += written;
    count -= (size_t)written;
  }
  fcntl(file, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
  return file;
}

// --- both sides

int confine_send(int socket, const void *bytes, size_t count, int descriptor) {
  const char *next = bytes;
  while (count > 0) {
    struct iovec piece = {(void *)next, count};
    struct msghdr message;
    memset(&message, 0, sizeof message);
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    union {
      struct cmsghdr header;
      char space[CMSG_SPACE(sizeof(int))];
    } control;
    if (descriptor >= 0) {
      memset(&control, 0, sizeof control);
      message.msg_control = control.space;
      message.msg_controllen = sizeof control.space;
      struct cmsghdr *head = CMSG_FIRSTHDR(&message);
      head->cmsg_level = SOL_SOCKET;
      head->cmsg_type = SCM_RIGHTS;
      head->cmsg_len = CMSG_LEN(sizeof(int));
      memcpy(CMSG_DATA(head), &descriptor, sizeof(int));
    }
    ssize_t sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    descriptor = -1;
    next += sent;
    count -= (size_t)sent;
  }
  return 0;
}

ssize_t confine_receive(int socket, void *bytes, size_t capacity, int *descriptor) {
  struct iovec piece = {bytes, capacity};
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(8 * sizeof(int))];
  } control;
  struct msghdr message;
  memset(&message, 0, sizeof message);
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control.space;
  message.msg_controllen = sizeof control.space;
  *descriptor = -1;
  ssize_t count;
  do {
    count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (count < 0 && errno == EINTR);
  if (count < 0) return -errno;
  for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); head != NULL;
       head = CMSG_NXTHDR(&message, head)) {
    if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
    size_t held = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t index = 0; index < held; index++) {
      int received;
      memcpy(&received, CMSG_DATA(head) + index * sizeof(int), sizeof(int));
      // One is asked for; whatever else a hostile peer sends is closed at once.
      if (*descriptor < 0) *descriptor = received;
      else close(received);
    }
  }
  return count;
}

// --- the child's side

static int limit(int resource, rlim_t value) {
  struct rlimit now;
  if (getrlimit(resource, &now) == 0 && now.rlim_max != RLIM_INFINITY && now.rlim_max < value)
    value = now.rlim_max;
  struct rlimit wanted = {value, value};
  return setrlimit(resource, &wanted) == 0;
}

// The kernel's structure as of version 6; Debian's header knows only its first field.
struct ruleset {
  uint64_t handled_access_fs, handled_access_net, scoped;
};

static void lock_files_and_net(struct confine_report *report) {
  int version =
    (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) {
    report->landlock_error = version < 0 ? errno : ENOSYS;
    return;
  }
  report->landlock_version = version;
  struct ruleset rules = {(1ULL << 13) - 1, 0, 0};
  size_t size = sizeof(uint64_t);
  if (version >= 2) rules.handled_access_fs |= 1ULL << 13;  // link or rename across folders
  if (version >= 3) rules.handled_access_fs |= 1ULL << 14;  // truncate
  if (version >= 5) rules.handled_access_fs |= 1ULL << 15;  // ioctl on devices
  if (version >= 4) {
    rules.handled_access_net = 3;  // bind and connect TCP
    size = 2 * sizeof(uint64_t);
  }
  if (version >= 6) {
    rules.scoped = 3;  // abstract sockets of others, signals to others
    size = sizeof rules;
  }
  int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
  if (ruleset < 0) {
    report->landlock_error = errno;
    return;
  }
  // No rule is added: whatever is handled is denied.
  report->landlock_error = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0 ? 0 : errno;
  close(ruleset);
}

static int lock_calls(void) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == NULL) return ENOMEM;
  static const int allowed[] = {
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(pread64),
    SCMP_SYS(sendmsg), SCMP_SYS(recvmsg), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(close),
    SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
    SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(exit), SCMP_SYS(exit_group),
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time),
    SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(restart_syscall),
    SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getrusage),
    SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(getcpu), SCMP_SYS(sysinfo),
    SCMP_SYS(uname), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(membarrier),
  };
  int error = 0;
  for (size_t index = 0; error == 0 && index < sizeof allowed / sizeof allowed[0]; index++)
    error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[index], 0);
  // Private memory only, which the data limit counts, and never to be executed.
  if (error == 0)
    error = seccomp_rule_add(
      filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
      SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_SHARED, 0));
  if (error == 0)
    error = seccomp_rule_add(
      filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  // Its own limits, lowered for each document; and abort(), which signals itself.
  if (error == 0)
    error = seccomp_rule_add(
      filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A0(SCMP_CMP_EQ, 0));
  if (error == 0)
    error = seccomp_rule_add(
      filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
  if (error == 0) error = seccomp_load(filter);
  seccomp_release(filter);
  return error < 0 ? -error : error;
}

int confine_keep_secret(void) {
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && limit(RLIMIT_CORE, 0);
}

void confine_lock(uint64_t memory, int limits_only, struct confine_report *report) {
  memset(report, 0, sizeof *report);
  report->no_new_privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  report->not_dumpable = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
  report->core_limit = limit(RLIMIT_CORE, 0);
  report->file_limit = limit(RLIMIT_FSIZE, 0);
  report->process_limit = limit(RLIMIT_NPROC, 0);
  report->descriptor_limit = limit(RLIMIT_NOFILE, 16);
  // Data counts what the process allocates. Address space also counts the document, which is
  // mapped and may be far larger than memory, so that limit leaves room for it.
  report->memory_limit =
    limit(RLIMIT_DATA, memory) && limit(RLIMIT_AS, memory + (UINT64_C(1) << 38));
  report->landlock_error = report->seccomp_error = -1;
  if (limits_only) return;
  lock_files_and_net(report);
  report->seccomp_error = lock_calls();
}

int confine_allow_processor(double seconds) {
  struct timespec used;
  struct rlimit now;
  if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0) return errno;
  if (getrlimit(RLIMIT_CPU, &now) != 0) return errno;
  now.rlim_cur = (rlim_t)ceil((double)used.tv_sec + 1 + seconds);
  if (now.rlim_max != RLIM_INFINITY && now.rlim_cur > now.rlim_max) now.rlim_cur = now.rlim_max;
  return setrlimit(RLIMIT_CPU, &now) == 0 ? 0 : errno;
}

int64_t confine_file_size(int descriptor) {
  struct stat state;
  // Not fstat(): the C library turns it into newfstatat, which takes a path and is refused.
  if (syscall(SYS_fstat, descriptor, &state) != 0) return -errno;
  return S_ISREG(state.st_mode) ? (int64_t)state.st_size : -EINVAL;
}

static int try_opening(const char *path, int flags) {
  int file = open(path, flags | O_CLOEXEC, 0600);
  if (file < 0) return errno;
  close(file);
  if (flags & O_CREAT) unlink(path);
  return 0;
}

static int try_connecting(void) {
  int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket_ < 0) return errno;
  struct sockaddr_in address;
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_port = htons(9);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int error = connect(socket_, (struct sockaddr *)&address, sizeof address) == 0 ? 0 : errno;
  close(socket_);
  return error;
}

static int try_forking(void) {
  pid_t child = fork();
  if (child < 0) return errno;
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  return 0;
}

static int take_memory(void) {
  for (;;) {
    size_t size = (size_t)16 << 20;
    volatile char *block = mmap(
      NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) return errno;
    for (size_t index = 0; index < size; index += 4096) block[index] = 1;
  }
}

int confine_try(int attempt) {
  switch (attempt) {
    case CONFINE_OPEN_TO_READ: return try_opening("/etc/passwd", O_RDONLY);
    case CONFINE_OPEN_TO_WRITE: {
      char path[64];
      snprintf(path, sizeof path, "/tmp/counterfoil-probe-%d", (int)getpid());
      return try_opening(path, O_RDWR | O_CREAT | O_EXCL);
    }
    case CONFINE_CONNECT: return try_connecting();
    case CONFINE_FORK: return try_forking();
    case CONFINE_EXEC: {
      char *arguments[] = {"true", NULL};
      char *environment[] = {NULL};
      execve("/bin/true", arguments, environment);
      return errno;
    }
    case CONFINE_TRACE: return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? 0 : errno;
    case CONFINE_SIGNAL_PARENT: return kill(getppid(), 0) == 0 ? 0 : errno;
    case CONFINE_TAKE_MEMORY: return take_memory();
    case CONFINE_LOOP:
      for (volatile unsigned turns = 0;; turns++) {
      }
    case CONFINE_SLEEP:
      for (;;) poll(NULL, 0, 1000);
    case CONFINE_CRASH:
      *(volatile int *)8 = 1;
      return 0;
    case CONFINE_EXECUTABLE_MEMORY: {
      void *block = mmap(
        NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (block == MAP_FAILED) return errno;
      munmap(block, 4096);
      return 0;
    }
    default: return EINVAL;
  }
}
