package io.qmp.api.wire;

import io.qmp.api.ClassLoaders;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Finds the implementations of a seam that are installed. */
final class ServiceLookup {
    /** A loader need not get any further after a failure. */
    private static final int MOST_FAILURES = 100;

    private ServiceLookup() {}

    /** {@return the one that is installed} */
    static <S> S only(Class<S> seam, String artifact) {
        List<ServiceLoader.Provider<S>> found = loader(seam).stream().toList();
        if (found.size() != 1) {
            String names = found.isEmpty()
                    ? "none is installed: add io.qmp:" + artifact + " (" + mergedJars(seam) + "), or hand one over"
                    : "several are installed: remove all but one of "
                            + found.stream().map(p -> p.type().getName()).toList() + ", or hand one over";
            throw new IllegalStateException("one " + seam.getSimpleName() + " is needed, and " + names);
        }
        return found.get(0).get();
    }

    /** {@return what to look at where classes of several jars were merged into one} */
    static String mergedJars(Class<?> seam) {
        return "if it is in a merged jar, that must hold its META-INF/services/" + seam.getName();
    }

    /** {@return all that are installed; reports providers that cannot be loaded} */
    static <S> List<S> all(Class<S> seam, Consumer<String> broken) {
        List<S> all = new ArrayList<>();
        Iterator<S> providers = loader(seam).iterator();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!providers.hasNext()) {
                    return all;
                }
                all.add(providers.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                broken.accept(e.getCause() == null ? e.toString() : e.getMessage() + ": " + e.getCause());
            }
        }
        return all;
    }

    /** The loader of this module, not the thread's: plugins and containers change that one. */
    private static <S> ServiceLoader<S> loader(Class<S> seam) {
        return ServiceLoader.load(seam, ClassLoaders.of(ServiceLookup.class));
    }
}
