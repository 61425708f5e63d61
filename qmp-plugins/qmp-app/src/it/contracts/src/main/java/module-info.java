module consumer {
    requires io.qmp.testkit;
    requires org.junit.platform.launcher;

    exports consumer;

    opens consumer to
            org.junit.platform.commons;
}
