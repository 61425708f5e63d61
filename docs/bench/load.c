/* Load for a QMP server, from one thread; one line of JSON at the end.
 *
 *     load commands [OPTION...] SOCKET      commands in flight on each connection, the next one upon each reply
 *     load connects [OPTION...] SOCKET      connect, greeting, negotiation, close, over and over
 *     load events [OPTION...] SOCKET        one connection sends cont and stop by turns, the next when all others have
 *                                           received the event of the one before
 *     load idle [OPTION...] SOCKET          connections that negotiate and do nothing more
 *     load start [OPTION...] SOCKET -- COMMAND...   starts a server, executes one command, ends it
 *
 *     --connections N   how many (1); with events, how many that receive
 *     --depth N         commands in flight on each connection (1)
 *     --seconds S       how long to measure (5)
 *     --warm S          how long the load lasts before that (0)
 *     --count N         how many starts (1); else, ends as soon as so many commands, connections or events are counted
 *     --command NAME    what is sent (query-status)
 *     --core N          the core to run on
 *     --watch PID       reports of that process, too: CPU time, memory, and how often one of its threads slept for a
 *                       thousand units
 *
 * A server takes less CPU time for a unit if work is always there when it looks than if it sleeps in between and has to
 * be woken. The quicker the generator, the less it sleeps: figures of two generators compare at the same
 * "server_sleeps" only.
 *
 * Latency is from writing a command, beginning to connect, or starting the server, to reading the reply or event. Each
 * reply must be a success with the id of a command in flight. The status is 1 if something was not as it should be,
 * with the first such thing on standard error, and 2 if nothing could be measured.
 */
#define _GNU_SOURCE
#include "bench.h"

#include <dirent.h>
#include <getopt.h>
#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum state { GREETING, NEGOTIATING, READY };

struct connection {
    int socket;
    enum state state;
    bool wants_out, heard;
    struct buffer in, out;
    size_t searched; /* bytes at the begin of "in" that have no end of a line */
    int64_t *ids;    /* of the commands in flight, and when each was sent */
    int64_t *sent;
    int64_t begun;
};

static struct {
    int connections, depth, count;
    double seconds, warm;
    const char *command;
    pid_t watched;
    struct sockaddr_un server;
} options = {.connections = 1, .depth = 1, .seconds = 5, .command = "query-status"};

static struct {
    const char *name;
    void (*ready)(struct connection *);
    void (*replied)(struct connection *, int64_t id);
    void (*event)(struct connection *, struct span name);
} mode;

static struct connection *all;
static int poller, number, ready_number;
static int64_t turn; /* when the poller returned last */

/* ---- figures ---- */

/* Times in slots that are no wider than a 32nd of themselves. */
struct times {
    long slots[64 * 32];
    int64_t most;
};

static struct times latency, connected, greeted;
static long units, events_received, errors;
static bool measuring;

static void record(struct times *times, int64_t nanoseconds) {
    uint64_t value = nanoseconds < 32 ? 32 : (uint64_t) nanoseconds;
    int shift = 58 - __builtin_clzll(value);
    times->slots[shift * 32 + (int) (value >> shift)]++;
    if (nanoseconds > times->most) {
        times->most = nanoseconds;
    }
}

static double percentile(const struct times *times, double share) {
    long total = 0, seen = 0;
    for (int i = 0; i < 64 * 32; i++) {
        total += times->slots[i];
    }
    for (int i = 0; i < 64 * 32; i++) {
        seen += times->slots[i];
        if (seen > 0 && (double) seen >= share * (double) total) {
            int shift = i < 64 ? 0 : i / 32 - 1;
            return (double) (((int64_t) (i - shift * 32) << shift)) / 1000;
        }
    }
    return 0;
}

static void count(int64_t since) {
    if (measuring) {
        units++;
        record(&latency, turn - since);
    }
}

static void complain(const char *what, struct span text) {
    if (errors++ == 0) {
        fprintf(stderr, "%s: %.*s\n", what, (int) (text.length > 300 ? 300 : text.length), text.text);
    }
}

static int64_t cpu_of(pid_t process) {
    clockid_t clock;
    return process == 0 ? now(CLOCK_PROCESS_CPUTIME_ID) : clock_getcpuclockid(process, &clock) == 0 ? now(clock) : 0;
}

/* The number behind a name in a file of /proc; 0 if there is none. */
static long number_in(const char *path, const char *format) {
    char line[256];
    long value = 0;
    FILE *status = fopen(path, "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        sscanf(line, format, &value);
    }
    if (status != NULL) {
        fclose(status);
    }
    return value;
}

/* Of the process that is watched, in KiB. */
static long resident(void) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/status", (int) options.watched);
    return number_in(path, "VmRSS: %ld");
}

/* How often the threads of the process that is watched gave up their core to wait for something. */
static long sleeps(void) {
    char path[512];
    long sum = 0;
    snprintf(path, sizeof path, "/proc/%d/task", (int) options.watched);
    DIR *threads = options.watched == 0 ? NULL : opendir(path);
    struct dirent *thread;
    while (threads != NULL && (thread = readdir(threads)) != NULL) {
        snprintf(path, sizeof path, "/proc/%d/task/%s/status", (int) options.watched, thread->d_name);
        sum += number_in(path, "voluntary_ctxt_switches: %ld");
    }
    if (threads != NULL) {
        closedir(threads);
    }
    return sum;
}

static void print_percentiles(const char *prefix, const struct times *times) {
    static const struct { const char *name; double share; } SHARES[] = {{"p50", 0.5}, {"p90", 0.9}, {"p99", 0.99}};
    for (int i = 0; i < 3; i++) {
        printf(", \"%s%s_us\": %.1f", prefix, SHARES[i].name, percentile(times, SHARES[i].share));
    }
    printf(", \"%smax_us\": %.1f", prefix, (double) times->most / 1000);
}

/* ---- connections ---- */

static void flush(struct connection *connection) {
    if (!drain(connection->socket, &connection->out)) {
        complain("cannot write", (struct span) {strerror(errno), strlen(strerror(errno))});
        connection->out.begin = connection->out.end;
    }
    bool wants_out = length(&connection->out) > 0;
    if (wants_out != connection->wants_out) {
        struct epoll_event event = {.events = EPOLLIN | (wants_out ? EPOLLOUT : 0), .data.ptr = connection};
        epoll_ctl(poller, EPOLL_CTL_MOD, connection->socket, &event);
        connection->wants_out = wants_out;
    }
}

static int connect_now(void) {
    int socket_number = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(socket_number, (struct sockaddr *) &options.server, sizeof options.server) != 0) {
        int cause = errno;
        close(socket_number);
        errno = cause;
        return -1;
    }
    return socket_number;
}

static void open_connection(struct connection *connection) {
    connection->begun = now(CLOCK_MONOTONIC);
    connection->state = GREETING;
    connection->in.begin = connection->in.end = connection->searched = 0;
    connection->socket = connect_now();
    if (connection->socket < 0) {
        give_up("%s: %s", options.server.sun_path, strerror(errno));
    }
    fcntl(connection->socket, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    epoll_ctl(poller, EPOLL_CTL_ADD, connection->socket, &event);
}

static void send_command(struct connection *connection, const char *command, int64_t id) {
    append_text(&connection->out, "{\"execute\":\"");
    append_text(&connection->out, command);
    append_text(&connection->out, "\",\"id\":");
    append_number(&connection->out, id);
    append_text(&connection->out, "}\n");
    connection->ids[id % options.depth] = id;
    connection->sent[id % options.depth] = turn;
}

/* ---- what each mode does ---- */

static void nothing(struct connection *connection) {
    (void) connection;
}

static void count_event(struct connection *connection, struct span name) {
    (void) connection, (void) name;
    events_received += measuring;
}

static void fill_up(struct connection *connection) {
    for (int64_t id = 0; id < options.depth; id++) {
        send_command(connection, options.command, options.depth + id);
    }
}

/* The next command takes the place of this one: its id is one round further. */
static void next_command(struct connection *connection, int64_t id) {
    count(connection->sent[id % options.depth]);
    send_command(connection, options.command, id + options.depth);
}

static void connect_again(struct connection *connection) {
    count(connection->begun);
    close(connection->socket);
    open_connection(connection);
}

static int receivers_that_heard;
static bool reply_heard;
static int64_t pair, pair_sent;

static void next_pair(void) {
    pair++;
    receivers_that_heard = 0;
    reply_heard = false;
    for (int i = 1; i < number; i++) {
        all[i].heard = false;
    }
    pair_sent = now(CLOCK_MONOTONIC);
    send_command(&all[0], pair % 2 == 1 ? "cont" : "stop", pair);
    flush(&all[0]);
}

/* First a stop, whatever the state was, so that the cont of the first pair causes an event. */
static void start_pairs(struct connection *connection) {
    (void) connection;
    if (ready_number == number) {
        send_command(&all[0], "stop", 0);
        flush(&all[0]);
    }
}

static void next_pair_if_over(void) {
    if (reply_heard && receivers_that_heard == number - 1) {
        next_pair();
    }
}

static void pair_replied(struct connection *connection, int64_t id) {
    (void) connection, (void) id;
    reply_heard = true;
    if (pair == 0) {
        next_pair();
    } else {
        next_pair_if_over();
    }
}

static void pair_event(struct connection *connection, struct span name) {
    if (connection == &all[0] || pair == 0 || !is(name, pair % 2 == 1 ? "RESUME" : "STOP")) {
        return;
    }
    if (connection->heard) {
        complain("an event twice", name);
    }
    connection->heard = true;
    receivers_that_heard++;
    count(pair_sent);
    next_pair_if_over();
}

/* ---- messages ---- */

/* A success that ends with its id, which most replies do, is not read to its end. */
static bool plain_reply(struct span line, struct message *message) {
    static const char BEGIN[] = "{\"return\":", NAME[] = "\"id\":";
    const char *end = line.text + line.length - 1, *at = end;
    if (line.length < 24 || memcmp(line.text, BEGIN, sizeof BEGIN - 1) != 0 || *end != '}') {
        return false;
    }
    while (at > line.text && at[-1] >= '0' && at[-1] <= '9') {
        at--;
    }
    const char *digits = at;
    at -= at[-1] == ' ';
    if (digits == end || at - line.text < 16 || memcmp(at - 5, NAME, sizeof NAME - 1) != 0) {
        return false;
    }
    *message = (struct message) {.id = {digits, (size_t) (end - digits)}, .result = {line.text, 1}};
    return true;
}

static void negotiate(struct connection *connection, const struct message *message, struct span line) {
    if (connection->state == GREETING) {
        if (message->greeting.text == NULL) {
            complain("no greeting", line);
        }
        append_text(&connection->out, "{\"execute\":\"qmp_capabilities\"}\n");
        connection->state = NEGOTIATING;
    } else if (message->event.text == NULL) {
        if (message->result.text == NULL) {
            complain("no negotiation", line);
        }
        connection->state = READY;
        ready_number++;
        mode.ready(connection);
    }
}

static void reply_received(struct connection *connection, const struct message *message, struct span line) {
    int64_t id = message->id.text == NULL ? -1 : atoll(message->id.text);
    if (id < 0 || connection->ids[id % options.depth] != id) {
        complain("not an answer to a command in flight", line);
        return;
    }
    if (message->result.text == NULL) {
        complain("an error", line);
    }
    connection->ids[id % options.depth] = -1;
    mode.replied(connection, id);
}

static void line_received(struct connection *connection, struct span line) {
    struct message message;
    if (!plain_reply(line, &message) && scan(line.text, line.text + line.length, &message) != line.length) {
        complain("no message", line);
    } else if (connection->state != READY) {
        negotiate(connection, &message, line);
    } else if (message.event.text != NULL) {
        mode.event(connection, message.event);
    } else {
        reply_received(connection, &message, line);
    }
}

static void received(struct connection *connection) {
    struct buffer *in = &connection->in;
    int socket = connection->socket;
    if (!fill(socket, in)) {
        give_up("the server has closed a connection");
    }
    for (;;) {
        char *begin = in->bytes + in->begin;
        char *end = memchr(begin + connection->searched, '\n', length(in) - connection->searched);
        if (end == NULL) {
            connection->searched = length(in);
            break;
        }
        in->begin += (size_t) (end - begin) + 1;
        connection->searched = 0;
        struct span line = trimmed(begin, end, false);
        line_received(connection, line);
        if (connection->socket != socket || connection->state == GREETING) {
            break; /* another connection has taken its place */
        }
    }
    flush(connection);
}

static void take_turn(int milliseconds) {
    struct epoll_event ready[64];
    int reported = epoll_wait(poller, ready, 64, milliseconds);
    turn = now(CLOCK_MONOTONIC);
    for (int i = 0; i < reported; i++) {
        if (ready[i].events & ~(uint32_t) EPOLLOUT) {
            received(ready[i].data.ptr);
        } else {
            flush(ready[i].data.ptr);
        }
    }
}

static void turns_until(int64_t time) {
    for (turn = now(CLOCK_MONOTONIC); turn < time && (options.count == 0 || units < options.count);) {
        take_turn((int) ((time - turn) / 1000000) + 1);
    }
}

static int64_t seconds(double count_of_seconds) {
    return (int64_t) (count_of_seconds * 1e9);
}

static void open_all(void) {
    number = options.connections;
    all = calloc((size_t) number, sizeof *all);
    for (int i = 0; i < number; i++) {
        all[i].ids = calloc((size_t) options.depth, sizeof(int64_t));
        all[i].sent = calloc((size_t) options.depth, sizeof(int64_t));
        open_connection(&all[i]);
        take_turn(0); /* so that the queue of the server does not become full */
    }
    int64_t limit = now(CLOCK_MONOTONIC) + seconds(60);
    while (ready_number < number) {
        if (now(CLOCK_MONOTONIC) > limit) {
            give_up("%d of %d connections were not served within a minute", number - ready_number, number);
        }
        take_turn(1000);
    }
}

static int measure(void) {
    open_all();
    turns_until(now(CLOCK_MONOTONIC) + seconds(options.warm));
    long slept = sleeps();
    int64_t own = cpu_of(0), others = cpu_of(options.watched), begun = now(CLOCK_MONOTONIC);
    measuring = true;
    turns_until(begun + seconds(options.seconds));
    measuring = false;
    double took = (double) (now(CLOCK_MONOTONIC) - begun) / 1e9;
    double each = units == 0 ? NAN : 1e3 * (double) units;
    printf("{\"mode\": \"%s\", \"connections\": %d, \"seconds\": %.3f, \"count\": %ld, \"per_s\": %.1f", mode.name,
            options.connections, took, units, (double) units / took);
    print_percentiles("", &latency);
    if (units > 0) {
        printf(", \"load_cpu_us\": %.3f", (double) (cpu_of(0) - own) / each);
    }
    if (options.watched > 0) {
        if (units > 0) {
            printf(", \"server_cpu_us\": %.3f", (double) (cpu_of(options.watched) - others) / each);
            printf(", \"server_sleeps\": %.1f", 1000 * (double) (sleeps() - slept) / (double) units);
        }
        printf(", \"server_rss_kib\": %ld", resident());
    }
    printf(", \"events\": %ld, \"errors\": %ld}\n", events_received, errors);
    return errors > 0;
}

/* ---- starts ---- */

static struct message read_message(int socket, struct buffer *in) {
    struct message message;
    size_t size;
    while ((size = scan(in->bytes + in->begin, in->bytes + in->end, &message)) == 0) {
        size_t before = length(in);
        if (!fill(socket, in) || length(in) == before) {
            give_up("the server has closed the connection");
        }
    }
    in->begin += size;
    return message;
}

static void execute_once(int socket, struct buffer *in, const char *command) {
    char text[300];
    int size = snprintf(text, sizeof text, "{\"execute\":\"%s\"}\n", command);
    struct message message = {0};
    if (send(socket, text, (size_t) size, MSG_NOSIGNAL) != size) {
        give_up("%s: %s", command, strerror(errno));
    }
    while (message.result.text == NULL) {
        message = read_message(socket, in);
        if (message.error.text != NULL) {
            give_up("%s: %.*s", command, (int) message.error.length, message.error.text);
        }
    }
}

static int connect_when_there(pid_t server, int64_t limit) {
    int socket;
    while ((socket = connect_now()) < 0) {
        if (waitpid(server, NULL, WNOHANG) != 0 || now(CLOCK_MONOTONIC) > limit) {
            give_up("the server did not listen");
        }
        nanosleep(&(struct timespec) {.tv_nsec = 200000}, NULL);
    }
    return socket;
}

static void start_once(char **command) {
    struct buffer in = {0};
    unlink(options.server.sun_path);
    int64_t begun = now(CLOCK_MONOTONIC);
    pid_t server = fork();
    if (server == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO);
        execvp(command[0], command);
        _exit(127);
    }
    int socket = connect_when_there(server, begun + seconds(60));
    record(&connected, now(CLOCK_MONOTONIC) - begun);
    read_message(socket, &in);
    record(&greeted, now(CLOCK_MONOTONIC) - begun);
    execute_once(socket, &in, "qmp_capabilities");
    execute_once(socket, &in, options.command);
    record(&latency, now(CLOCK_MONOTONIC) - begun);
    close(socket);
    kill(server, SIGTERM);
    waitpid(server, NULL, 0);
    free(in.bytes);
}

static int measure_starts(char **command) {
    int starts = options.count > 0 ? options.count : 1;
    for (int i = 0; i < starts; i++) {
        start_once(command);
    }
    printf("{\"mode\": \"start\", \"count\": %d", starts);
    print_percentiles("connected_", &connected);
    print_percentiles("greeted_", &greeted);
    print_percentiles("", &latency);
    printf("}\n");
    return 0;
}

/* ---- command line ---- */

static const char USAGE[] = "load commands|connects|events|idle|start [OPTION...] SOCKET [-- COMMAND...]; see load.c";

static void read_options(int words, char **word) {
    static const struct option KNOWN[] = {{"connections", required_argument, NULL, 'c'},
            {"depth", required_argument, NULL, 'd'}, {"seconds", required_argument, NULL, 's'},
            {"warm", required_argument, NULL, 'w'}, {"count", required_argument, NULL, 'n'},
            {"command", required_argument, NULL, 'x'}, {"core", required_argument, NULL, 'p'},
            {"watch", required_argument, NULL, 'o'}, {0}};
    int option;
    while ((option = getopt_long(words, word, "+", KNOWN, NULL)) != -1) {
        switch (option) {
            case 'c': options.connections = atoi(optarg); break;
            case 'd': options.depth = atoi(optarg); break;
            case 's': options.seconds = atof(optarg); break;
            case 'w': options.warm = atof(optarg); break;
            case 'n': options.count = atoi(optarg); break;
            case 'x': options.command = optarg; break;
            case 'p': pin(atoi(optarg)); break;
            case 'o': options.watched = atoi(optarg); break;
            default: exit(2);
        }
    }
    if (optind >= words || options.connections < 1 || options.depth < 1 || strlen(options.command) > 200) {
        give_up("%s", USAGE);
    }
    options.server = address(word[optind]);
}

static bool choose_mode(const char *name) {
    mode.name = name;
    mode.ready = nothing;
    mode.event = count_event;
    if (strcmp(name, "commands") == 0) {
        mode.ready = fill_up;
        mode.replied = next_command;
    } else if (strcmp(name, "connects") == 0) {
        mode.ready = connect_again;
    } else if (strcmp(name, "events") == 0) {
        mode.ready = start_pairs;
        mode.replied = pair_replied;
        mode.event = pair_event;
    } else {
        return strcmp(name, "idle") == 0 || strcmp(name, "start") == 0;
    }
    return true;
}

int main(int words, char **word) {
    if (words < 2 || !choose_mode(word[1])) {
        give_up("%s", USAGE);
    }
    read_options(words - 1, word + 1);
    if (strcmp(mode.name, "start") == 0) {
        /* The program's own name is gone from the words that were read. */
        char **command = word + 1 + optind + 1;
        command += *command != NULL && strcmp(*command, "--") == 0;
        if (*command == NULL) {
            give_up("%s", USAGE);
        }
        return measure_starts(command);
    }
    options.connections += mode.replied == pair_replied;
    poller = epoll_create1(EPOLL_CLOEXEC);
    return measure();
}
