package io.qmp.api.wire;

import java.util.List;
import java.util.ServiceLoader;

/** Finds the one implementation of a seam that is installed. */
final class Seam {
    private Seam() {}

    static <S> S only(Class<S> seam, String artifact) {
        // The loader of this module, not the thread's: plugins and containers change that one.
        ServiceLoader<S> loader = ServiceLoader.load(seam, Seam.class.getClassLoader());
        List<ServiceLoader.Provider<S>> found = loader.stream().toList();
        if (found.size() != 1) {
            String names = found.isEmpty()
                    ? "none is installed: add io.qmp:" + artifact + ", or hand one over"
                    : "several are installed: remove all but one of "
                            + found.stream().map(p -> p.type().getName()).toList() + ", or hand one over";
            throw new IllegalStateException("one " + seam.getSimpleName() + " is needed, and " + names);
        }
        return found.get(0).get();
    }
}
