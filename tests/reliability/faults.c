/* Counts the calls by which a process changes files under one folder, and at the n-th of them
   kills the process or lets the call fail. Loaded before libc (LD_PRELOAD); idle until armed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT, KILL_BEFORE, KILL_AFTER, FAIL_ONCE, FAIL_FROM };

static char folder[PATH_MAX];
static size_t folder_length;
static int what = COUNT, error_number;
static long at;
static atomic_long calls;
static atomic_int armed;

void fault_arm(const char *place, long number, int kind, int error) {
    if (!realpath(place, folder)) return;
    folder_length = strlen(folder);
    at = number, what = kind, error_number = error;
    atomic_store(&calls, 0);
    atomic_store(&armed, 1);
}

long fault_calls(void) { return atomic_load(&calls); }

void fault_disarm(void) { atomic_store(&armed, 0); }

static int is_under(const char *path) {
    return !strncmp(path, folder, folder_length)
        && (path[folder_length] == '/' || path[folder_length] == '\0');
}

static int fd_concerned(int fd) {
    char link[64], target[PATH_MAX];
    if (!atomic_load(&armed)) return 0;
    int saved = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, target, sizeof target - 1);
    errno = saved;
    if (length < 0) return 0;
    target[length] = '\0';
    return is_under(target);
}

static int path_concerned(int dir, const char *path) {
    if (!atomic_load(&armed) || !path) return 0;
    if (path[0] == '/') return is_under(path);
    if (dir != AT_FDCWD) return fd_concerned(dir);
    char here[PATH_MAX];
    return getcwd(here, sizeof here) && is_under(here);
}

/* Whether the call is to fail; may not return at all. `takes_room`: whether a full disk stops it. */
static int fails(int takes_room) {
    long number = atomic_fetch_add(&calls, 1);
    if (what == KILL_BEFORE && number == at) kill(getpid(), SIGKILL);
    int hit = (what == FAIL_ONCE && number == at)
        || (what == FAIL_FROM && number >= at && takes_room);
    if (hit) errno = error_number;
    return hit;
}

static void after(void) {
    if (what == KILL_AFTER && atomic_load(&calls) == at + 1) kill(getpid(), SIGKILL);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define GUARDED(concerned, takes_room, type, call)      \
    do {                                                \
        if (!(concerned)) return call;                  \
        if (fails(takes_room)) return -1;               \
        type result = call;                             \
        after();                                        \
        return result;                                  \
    } while (0)

#define WRITES(flags) ((flags) & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR))
#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    GUARDED(WRITES(flags) && path_concerned(AT_FDCWD, path), 1, int, REAL(open)(path, flags, mode));
}
int open64(const char *path, int flags, ...) {
    MODE(flags)
    GUARDED(WRITES(flags) && path_concerned(AT_FDCWD, path), 1, int,
            REAL(open64)(path, flags, mode));
}
int openat(int dir, const char *path, int flags, ...) {
    MODE(flags)
    GUARDED(WRITES(flags) && path_concerned(dir, path), 1, int,
            REAL(openat)(dir, path, flags, mode));
}
int openat64(int dir, const char *path, int flags, ...) {
    MODE(flags)
    GUARDED(WRITES(flags) && path_concerned(dir, path), 1, int,
            REAL(openat64)(dir, path, flags, mode));
}
ssize_t write(int fd, const void *data, size_t size) {
    GUARDED(fd_concerned(fd), 1, ssize_t, REAL(write)(fd, data, size));
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t place) {
    GUARDED(fd_concerned(fd), 1, ssize_t, REAL(pwrite)(fd, data, size, place));
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t place) {
    GUARDED(fd_concerned(fd), 1, ssize_t, REAL(pwrite64)(fd, data, size, place));
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    GUARDED(fd_concerned(fd), 1, ssize_t, REAL(writev)(fd, parts, count));
}
int ftruncate(int fd, off_t size) {
    GUARDED(fd_concerned(fd), 1, int, REAL(ftruncate)(fd, size));
}
int ftruncate64(int fd, off64_t size) {
    GUARDED(fd_concerned(fd), 1, int, REAL(ftruncate64)(fd, size));
}
int fsync(int fd) { GUARDED(fd_concerned(fd), 1, int, REAL(fsync)(fd)); }
int fdatasync(int fd) { GUARDED(fd_concerned(fd), 1, int, REAL(fdatasync)(fd)); }
int rename(const char *from, const char *to) {
    GUARDED(path_concerned(AT_FDCWD, to), 1, int, REAL(rename)(from, to));
}
int renameat(int from_dir, const char *from, int to_dir, const char *to) {
    GUARDED(path_concerned(to_dir, to), 1, int, REAL(renameat)(from_dir, from, to_dir, to));
}
int link(const char *from, const char *to) {
    GUARDED(path_concerned(AT_FDCWD, to), 1, int, REAL(link)(from, to));
}
int mkdir(const char *path, mode_t mode) {
    GUARDED(path_concerned(AT_FDCWD, path), 1, int, REAL(mkdir)(path, mode));
}
int mkdirat(int dir, const char *path, mode_t mode) {
    GUARDED(path_concerned(dir, path), 1, int, REAL(mkdirat)(dir, path, mode));
}
int unlink(const char *path) {
    GUARDED(path_concerned(AT_FDCWD, path), 0, int, REAL(unlink)(path));
}
int unlinkat(int dir, const char *path, int flags) {
    GUARDED(path_concerned(dir, path), 0, int, REAL(unlinkat)(dir, path, flags));
}
int rmdir(const char *path) {
    GUARDED(path_concerned(AT_FDCWD, path), 0, int, REAL(rmdir)(path));
}
