package io.qmp.transport.vertx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The versions of Vert.x and Netty that a program has. Classes that came with the wanted versions show whether they
 * are new enough, which costs nothing as the transport uses them anyway; versions are read for messages only.
 */
final class Libraries {
    /** Came with Vert.x 5, and with Netty 4.2: modules transport, handler and unix-common. */
    private static final List<String> NEEDED = List.of(
            "io.vertx.core.internal.VertxInternal",
            "io.netty.channel.MultiThreadIoEventLoopGroup",
            "io.netty.channel.epoll.EpollIoHandler");

    private static final String VERTX_VERSION = "META-INF/vertx/vertx-version.txt";
    private static final String NETTY_VERSIONS = "META-INF/io.netty.versions.properties";

    private Libraries() {}

    /** {@return why the transport cannot be used with what a class loader has, and what to do; empty if it can} */
    static Optional<String> obstacle(ClassLoader loader) {
        if (NEEDED.stream().allMatch(name -> has(loader, name))) {
            return Optional.empty();
        }
        Properties wanted = properties(Libraries.class.getResource("versions.properties"));
        return Optional.of("it needs Vert.x " + wanted.getProperty("vertx") + " and Netty "
                + wanted.getProperty("netty")
                + ", and the program has " + found("Vert.x", vertx(loader)) + " and " + found("Netty", netty(loader))
                + "; manage these versions in the program, or add io.qmp:qmp-transport-nio, which needs neither");
    }

    private static boolean has(ClassLoader loader, String name) {
        try {
            loader.loadClass(name);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static String found(String library, String version) {
        return version.isEmpty() ? "no " + library : library + " " + version;
    }

    private static String vertx(ClassLoader loader) {
        return loader.resources(VERTX_VERSION).map(Libraries::text).distinct().collect(Collectors.joining(" and "));
    }

    private static String netty(ClassLoader loader) {
        return loader.resources(NETTY_VERSIONS)
                .map(Libraries::properties)
                .flatMap(versions -> versions.stringPropertyNames().stream()
                        .filter(name -> name.matches("netty-(transport|common|handler|buffer)\\.version"))
                        .map(versions::getProperty))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" beside "));
    }

    private static String text(URL resource) {
        try (InputStream in = resource.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(URL resource) {
        Properties properties = new Properties();
        try (InputStream in = resource.openStream()) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
