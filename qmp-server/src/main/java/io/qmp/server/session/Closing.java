package io.qmp.server.session;

/** The connection is being closed: nothing is read, and the replies of commands that still run are dropped. */
final class Closing implements SessionState {
    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public boolean takesRequests() {
        return false;
    }

    @Override
    public String toString() {
        return "closing";
    }
}
