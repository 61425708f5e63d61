/* What load.c and floor.c share: time, addresses, buffers, and the reading of messages. For Linux. */
#ifndef BENCH_H
#define BENCH_H

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static inline _Noreturn void give_up(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(2);
}

static inline int64_t now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static inline void pin(int core) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    if (sched_setaffinity(0, sizeof cores, &cores) != 0) {
        give_up("core %d: %s", core, strerror(errno));
    }
}

/* The address of a unix socket: a path, with or without "unix:" before it. */
static inline struct sockaddr_un address(const char *text) {
    struct sockaddr_un result = {.sun_family = AF_UNIX};
    const char *path = strncmp(text, "unix:", 5) == 0 ? text + 5 : text;
    if (strlen(path) >= sizeof result.sun_path) {
        give_up("%s: too long for a unix socket", path);
    }
    strcpy(result.sun_path, path);
    return result;
}

/* Bytes from "begin" on are still to be used. */
struct buffer {
    char *bytes;
    size_t begin, end, capacity;
};

static inline size_t length(const struct buffer *buffer) {
    return buffer->end - buffer->begin;
}

static inline char *room(struct buffer *buffer, size_t wanted) {
    if (buffer->begin == buffer->end) {
        buffer->begin = buffer->end = 0;
    }
    if (buffer->capacity - buffer->end < wanted && buffer->begin > 0) {
        memmove(buffer->bytes, buffer->bytes + buffer->begin, length(buffer));
        buffer->end -= buffer->begin;
        buffer->begin = 0;
    }
    if (buffer->capacity - buffer->end < wanted) {
        buffer->capacity = 2 * buffer->capacity + wanted;
        buffer->bytes = realloc(buffer->bytes, buffer->capacity);
        if (buffer->bytes == NULL) {
            give_up("out of memory");
        }
    }
    return buffer->bytes + buffer->end;
}

static inline void append(struct buffer *buffer, const char *bytes, size_t count) {
    memcpy(room(buffer, count), bytes, count);
    buffer->end += count;
}

static inline void append_text(struct buffer *buffer, const char *text) {
    append(buffer, text, strlen(text));
}

static inline void append_number(struct buffer *buffer, int64_t number) {
    char digits[20];
    size_t first = sizeof digits;
    do {
        digits[--first] = (char) ('0' + number % 10);
        number /= 10;
    } while (number > 0);
    append(buffer, digits + first, sizeof digits - first);
}

/* Reads once; false at the end of the stream and after an error. */
static inline bool fill(int socket, struct buffer *buffer) {
    char *free_bytes = room(buffer, 65536);
    ssize_t count = read(socket, free_bytes, buffer->capacity - buffer->end);
    if (count > 0) {
        buffer->end += (size_t) count;
    }
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

/* Writes what the socket takes; false if it is broken. */
static inline bool drain(int socket, struct buffer *buffer) {
    while (length(buffer) > 0) {
        ssize_t count = send(socket, buffer->bytes + buffer->begin, length(buffer), MSG_NOSIGNAL);
        if (count < 0) {
            return errno == EAGAIN || errno == EINTR;
        }
        buffer->begin += (size_t) count;
    }
    return true;
}

struct span {
    const char *text;
    size_t length;
};

static inline bool is(struct span span, const char *text) {
    return span.length == strlen(text) && memcmp(span.text, text, span.length) == 0;
}

/* The members of a message as they stand in it; those that it does not have have no text. */
struct message {
    struct span command, id, result, error, event, greeting;
};

static inline struct span *member(struct message *message, struct span name) {
    return is(name, "id") ? &message->id
            : is(name, "return") ? &message->result
            : is(name, "event") ? &message->event
            : is(name, "execute") || is(name, "exec-oob") ? &message->command
            : is(name, "error") ? &message->error
            : is(name, "QMP") ? &message->greeting
            : NULL;
}

static inline bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Behind the string whose first quote is at "text"; NULL if it does not end. */
static inline const char *skip_string(const char *text, const char *end) {
    for (text++; text < end; text++) {
        if (*text == '"') {
            return text + 1;
        }
        text += *text == '\\';
    }
    return NULL;
}

/* Without blanks, and without the quotes of a string. */
static inline struct span trimmed(const char *from, const char *to, bool unquoted) {
    while (from < to && is_space(*from)) {
        from++;
    }
    while (from < to && is_space(to[-1])) {
        to--;
    }
    if (unquoted && to - from >= 2 && *from == '"') {
        return (struct span) {from + 1, (size_t) (to - from) - 2};
    }
    return (struct span) {from, (size_t) (to - from)};
}

static inline void note(struct message *message, struct span name, const char *from, const char *to) {
    struct span *place = member(message, name);
    if (place != NULL) {
        *place = trimmed(from, to, place == &message->command || place == &message->event);
    }
}

/* Reads one JSON object; the number of bytes up to its end, 0 if it is not whole yet. */
static inline size_t scan(const char *text, const char *end, struct message *message) {
    struct span name = {0}, string = {0};
    const char *value = NULL;
    int depth = 0;
    *message = (struct message) {0};
    for (const char *at = text; at < end;) {
        char c = *at;
        if (c == '"') {
            const char *behind = skip_string(at, end);
            if (behind == NULL) {
                return 0;
            }
            if (depth == 1 && value == NULL) {
                string = trimmed(at, behind, true);
            }
            at = behind;
            continue;
        }
        at++;
        if (c == ':' && depth == 1) {
            name = string;
            value = at;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']' || c == ',') {
            if (depth == 1 && value != NULL) {
                note(message, name, value, at - 1);
                value = NULL;
            }
            depth -= c != ',';
            if (depth == 0) {
                return (size_t) (at - text);
            }
        }
    }
    return 0;
}

#endif
