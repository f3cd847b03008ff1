/* Counts the calls by which a process changes files under one folder, and at the n-th of them
   kills the process, cuts the power or lets the call fail. Loaded before libc (LD_PRELOAD); idle
   until armed. A power cut is a kill after which every file that was written and not synced is
   empty. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
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

enum { COUNT, KILL_BEFORE, KILL_AFTER, FAIL_ONCE, FAIL_FROM, POWER_CUT };

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

/* Files, by inode, with content that a power cut would take. */
enum { MOST_UNSYNCED = 1 << 12 };
static ino_t unsynced[MOST_UNSYNCED];
static int unsynced_count;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static int position(ino_t file) {
    for (int place = 0; place < unsynced_count; place++)
        if (unsynced[place] == file) return place;
    return -1;
}

static void note_file(int fd, int is_synced) {
    struct stat found;
    int saved = errno;
    if (what != POWER_CUT || fstat(fd, &found) || !S_ISREG(found.st_mode)) return;
    pthread_mutex_lock(&guard);
    int place = position(found.st_ino);
    if (is_synced && place >= 0) unsynced[place] = unsynced[--unsynced_count];
    if (!is_synced && place < 0 && unsynced_count < MOST_UNSYNCED)
        unsynced[unsynced_count++] = found.st_ino;
    pthread_mutex_unlock(&guard);
    errno = saved;
}

static int lose(const char *path, const struct stat *found, int type, struct FTW *walk) {
    (void)walk;
    if (type == FTW_F && position(found->st_ino) >= 0 && truncate(path, 0)) abort();
    return 0;
}

static void end(void) {
    atomic_store(&armed, 0);
    if (what == POWER_CUT) {
        pthread_mutex_lock(&guard);
        nftw(folder, lose, 16, FTW_PHYS);
    }
    kill(getpid(), SIGKILL);
}

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
    if ((what == KILL_BEFORE || what == POWER_CUT) && number == at) end();
    int hit = (what == FAIL_ONCE && number == at)
        || (what == FAIL_FROM && number >= at && takes_room);
    if (hit) errno = error_number;
    return hit;
}

static void after(void) {
    if (what == KILL_AFTER && atomic_load(&calls) == at + 1) end();
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define GUARDED(concerned, takes_room, type, call, then) \
    do {                                                 \
        if (!(concerned)) return call;                   \
        if (fails(takes_room)) return -1;                \
        type result = call;                              \
        if (result >= 0) { then; }                       \
        after();                                         \
        return result;                                   \
    } while (0)
#define NOTHING (void)0
#define WRITTEN(fd) note_file(fd, 0)
#define SYNCED(fd) note_file(fd, 1)

#define WRITES(flags) ((flags) & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR))
#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    GUARDED(WRITES(flags) && path_concerned(AT_FDCWD, path), 1, int, REAL(open)(path, flags, mode),
            WRITTEN(result));
}
int open64(const char *path, int flags, ...) {
    MODE(flags)
    GUARDED(WRITES(flags) && path_concerned(AT_FDCWD, path), 1, int,
            REAL(open64)(path, flags, mode), WRITTEN(result));
}
int openat(int dir, const char *path, int flags, ...) {
    MODE(flags)
    GUARDED(WRITES(flags) && path_concerned(dir, path), 1, int,
            REAL(openat)(dir, path, flags, mode), WRITTEN(result));
}
int openat64(int dir, const char *path, int flags, ...) {
    MODE(flags)
    GUARDED(WRITES(flags) && path_concerned(dir, path), 1, int,
            REAL(openat64)(dir, path, flags, mode), WRITTEN(result));
}
ssize_t write(int fd, const void *data, size_t size) {
    GUARDED(fd_concerned(fd), 1, ssize_t, REAL(write)(fd, data, size), WRITTEN(fd));
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t place) {
    GUARDED(fd_concerned(fd), 1, ssize_t, REAL(pwrite)(fd, data, size, place), WRITTEN(fd));
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t place) {
    GUARDED(fd_concerned(fd), 1, ssize_t, REAL(pwrite64)(fd, data, size, place), WRITTEN(fd));
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    GUARDED(fd_concerned(fd), 1, ssize_t, REAL(writev)(fd, parts, count), WRITTEN(fd));
}
int ftruncate(int fd, off_t size) {
    GUARDED(fd_concerned(fd), 1, int, REAL(ftruncate)(fd, size), WRITTEN(fd));
}
int ftruncate64(int fd, off64_t size) {
    GUARDED(fd_concerned(fd), 1, int, REAL(ftruncate64)(fd, size), WRITTEN(fd));
}
int fsync(int fd) { GUARDED(fd_concerned(fd), 1, int, REAL(fsync)(fd), SYNCED(fd)); }
int fdatasync(int fd) { GUARDED(fd_concerned(fd), 1, int, REAL(fdatasync)(fd), SYNCED(fd)); }
int rename(const char *from, const char *to) {
    GUARDED(path_concerned(AT_FDCWD, to), 1, int, REAL(rename)(from, to), NOTHING);
}
int renameat(int from_dir, const char *from, int to_dir, const char *to) {
    GUARDED(path_concerned(to_dir, to), 1, int, REAL(renameat)(from_dir, from, to_dir, to), NOTHING);
}
int link(const char *from, const char *to) {
    GUARDED(path_concerned(AT_FDCWD, to), 1, int, REAL(link)(from, to), NOTHING);
}
int mkdir(const char *path, mode_t mode) {
    GUARDED(path_concerned(AT_FDCWD, path), 1, int, REAL(mkdir)(path, mode), NOTHING);
}
int mkdirat(int dir, const char *path, mode_t mode) {
    GUARDED(path_concerned(dir, path), 1, int, REAL(mkdirat)(dir, path, mode), NOTHING);
}
int unlink(const char *path) {
    GUARDED(path_concerned(AT_FDCWD, path), 0, int, REAL(unlink)(path), NOTHING);
}
int unlinkat(int dir, const char *path, int flags) {
    GUARDED(path_concerned(dir, path), 0, int, REAL(unlinkat)(dir, path, flags), NOTHING);
}
int rmdir(const char *path) {
    GUARDED(path_concerned(AT_FDCWD, path), 0, int, REAL(rmdir)(path), NOTHING);
}
