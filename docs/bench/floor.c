/* A QMP server that answers at once and does nothing else: what a server, and a client, are measured beside.
 *
 *     floor [--core N] [--events RATE] [--schema BYTES] SOCKET
 *
 * It finds the end of a command by its braces and echoes its id. query-status has the reply of a machine that runs,
 * query-qmp-schema one of so many bytes (200000), stop and cont an event to all clients, and quit closes the
 * connection; all else has an empty reply. With --events each client is sent so many RTC_CHANGE a second from its first
 * command after the negotiation on, or as many as it reads (max). It ends with the process that has started it.
 */
#define _GNU_SOURCE
#include "bench.h"

#include <getopt.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/timerfd.h>

struct client {
    int socket;
    struct buffer in, out;
    bool negotiated, begun, leaving, wants_out;
    int64_t events;
    struct client *next;
};

static const char GREETING[] = "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 0, \"minor\": 0, \"major\": 10}, "
                               "\"package\": \"floor\"}, \"capabilities\": [\"oob\"]}}\r\n";

#define EVENT "{\"timestamp\": {\"seconds\": 1700000000, \"microseconds\": 0}, \"event\": \""

static int poller;
static struct client *clients, *departed;
static struct buffer schema;
static bool unlimited;
static double events_per_tick;

static void watch(struct client *client) {
    bool wants_out = length(&client->out) > 0 || (unlimited && client->begun);
    if (wants_out != client->wants_out) {
        /* A client that does not read its replies is not read from. */
        struct epoll_event event = {.data.ptr = client,
                .events = (wants_out ? EPOLLOUT : 0) | (wants_out && !unlimited ? 0 : EPOLLIN)};
        epoll_ctl(poller, EPOLL_CTL_MOD, client->socket, &event);
        client->wants_out = wants_out;
    }
}

static void leave(struct client *client) {
    struct client **link = &clients;
    while (*link != client) {
        link = &(*link)->next;
    }
    *link = client->next;
    close(client->socket);
    client->next = departed;
    departed = client;
}

/* Not before the events that the poller has reported are handled. */
static void free_departed(void) {
    while (departed != NULL) {
        struct client *client = departed;
        departed = client->next;
        free(client->in.bytes);
        free(client->out.bytes);
        free(client);
    }
}

static void append_events(struct client *client, int64_t count) {
    for (; count > 0; count--) {
        append_text(&client->out, EVENT "RTC_CHANGE\", \"data\": {\"offset\": ");
        append_number(&client->out, client->events++);
        append_text(&client->out, ", \"qom-path\": \"/machine/rtc\"}}\r\n");
    }
}

static void announce(const char *event) {
    for (struct client *client = clients; client != NULL; client = client->next) {
        if (client->negotiated) {
            append_text(&client->out, EVENT);
            append_text(&client->out, event);
            append_text(&client->out, "\"}\r\n");
        }
    }
}

static void reply(struct client *client, const char *result, size_t size, struct span id) {
    append_text(&client->out, "{\"return\": ");
    append(&client->out, result, size);
    if (id.text != NULL) {
        append_text(&client->out, ", \"id\": ");
        append(&client->out, id.text, id.length);
    }
    append_text(&client->out, "}\r\n");
}

/* Returns the event that the command causes, or NULL. */
static const char *execute(struct client *client, const struct message *message) {
    static const char STATUS[] = "{\"status\": \"running\", \"running\": true}";
    if (is(message->command, "query-status")) {
        reply(client, STATUS, sizeof STATUS - 1, message->id);
    } else if (is(message->command, "query-qmp-schema")) {
        reply(client, schema.bytes, length(&schema), message->id);
    } else {
        reply(client, "{}", 2, message->id);
    }
    client->begun = client->negotiated;
    client->negotiated |= is(message->command, "qmp_capabilities");
    client->leaving |= is(message->command, "quit");
    return is(message->command, "stop") ? "STOP" : is(message->command, "cont") ? "RESUME" : NULL;
}

static void send_all(void) {
    for (struct client *client = clients; client != NULL; client = client->next) {
        drain(client->socket, &client->out);
        watch(client);
    }
}

/* False if the client is gone. */
static bool serve(struct client *client, uint32_t ready) {
    bool announced = false;
    if ((ready & EPOLLIN) && !fill(client->socket, &client->in)) {
        return false;
    }
    struct message message;
    size_t size;
    while ((size = scan(client->in.bytes + client->in.begin, client->in.bytes + client->in.end, &message)) > 0) {
        const char *event = execute(client, &message);
        client->in.begin += size;
        if (event != NULL) {
            announce(event);
            announced = true;
        }
    }
    if (unlimited && client->begun && length(&client->out) < 16384) {
        append_events(client, 200);
    }
    bool sent = drain(client->socket, &client->out);
    watch(client);
    if (announced) {
        send_all();
    }
    return sent && !client->leaving;
}

static void welcome(int listener) {
    int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) {
        return;
    }
    struct client *client = calloc(1, sizeof *client);
    *client = (struct client) {.socket = socket, .next = clients};
    clients = client;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = client};
    epoll_ctl(poller, EPOLL_CTL_ADD, socket, &event);
    append_text(&client->out, GREETING);
    drain(socket, &client->out);
    watch(client);
}

static void tick(int timer) {
    static double owed;
    uint64_t ticks;
    if (read(timer, &ticks, sizeof ticks) != sizeof ticks) {
        return;
    }
    owed += events_per_tick * (double) ticks;
    for (struct client *client = clients; client != NULL; client = client->next) {
        if (client->begun && length(&client->out) == 0) {
            append_events(client, (int64_t) owed);
        }
    }
    owed -= (double) (int64_t) owed;
    send_all();
}

/* As many object types as make so many bytes, in the shape of QEMU's introspection. */
static void make_schema(size_t bytes) {
    append_text(&schema, "[");
    for (int type = 0; length(&schema) < bytes; type++) {
        char text[400];
        int size = snprintf(text, sizeof text,
                "%s{\"name\": \"%d\", \"members\": [{\"name\": \"id\", \"type\": \"str\"}, "
                "{\"name\": \"size-limit\", \"default\": null, \"type\": \"int\"}, {\"name\": \"read-only\", "
                "\"default\": null, \"type\": \"bool\"}, {\"name\": \"filter\", \"type\": \"%d\"}], "
                "\"meta-type\": \"object\"}", type == 0 ? "" : ", ", type, type / 2);
        append(&schema, text, (size_t) size);
    }
    append_text(&schema, "]");
}

static int listen_at(const char *place) {
    struct sockaddr_un where = address(place);
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    unlink(where.sun_path);
    if (bind(listener, (struct sockaddr *) &where, sizeof where) != 0 || listen(listener, SOMAXCONN) != 0) {
        give_up("%s: %s", where.sun_path, strerror(errno));
    }
    return listener;
}

static int start_timer(void) {
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct itimerspec period = {.it_interval.tv_nsec = 1000000, .it_value.tv_nsec = 1000000};
    timerfd_settime(timer, 0, &period, NULL);
    return timer;
}

static const char *read_options(int count, char **words) {
    static const struct option OPTIONS[] = {{"core", required_argument, NULL, 'c'},
            {"events", required_argument, NULL, 'e'}, {"schema", required_argument, NULL, 's'}, {0}};
    size_t bytes = 200000;
    int option;
    while ((option = getopt_long(count, words, "", OPTIONS, NULL)) != -1) {
        switch (option) {
            case 'c': pin(atoi(optarg)); break;
            case 's': bytes = (size_t) atol(optarg); break;
            case 'e':
                unlimited = strcmp(optarg, "max") == 0;
                events_per_tick = atof(optarg) / 1000;
                break;
            default: exit(2);
        }
    }
    if (count - optind != 1) {
        give_up("floor [--core N] [--events RATE] [--schema BYTES] SOCKET");
    }
    make_schema(bytes);
    return words[optind];
}

int main(int count, char **words) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    int listener = listen_at(read_options(count, words));
    poller = epoll_create1(EPOLL_CLOEXEC);
    int timer = events_per_tick > 0 ? start_timer() : -1;
    int *const sources[] = {&listener, &timer};
    for (int i = 0; i < 2; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = sources[i]};
        epoll_ctl(poller, EPOLL_CTL_ADD, *sources[i], &event);
    }
    for (;;) {
        struct epoll_event ready[64];
        int number = epoll_wait(poller, ready, 64, -1);
        for (int i = 0; i < number; i++) {
            if (ready[i].data.ptr == &listener) {
                welcome(listener);
            } else if (ready[i].data.ptr == &timer) {
                tick(timer);
            } else if (!serve(ready[i].data.ptr, ready[i].events)) {
                leave(ready[i].data.ptr);
            }
        }
        free_departed();
    }
}
