import CounterfoilFormats
import Glibc

exit(ReadWorker.serve())
