package io.qmp.app.guide;

import io.qmp.app.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of Markdown with the blocks of code that it shows, in their order. */
record GuidePage(String name, List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(?:<!-- ([^\n]*?) -->\n\\s*)?```(\\w+)\n((?s:.*?))^```$");
    private static final Path GUIDE = SourceTree.ROOT.resolve("docs/guide");
    private static final Path README = SourceTree.ROOT.resolve("README.md");

    /**
     * A block of code.
     *
     * @param marker what the comment before it says, or nothing
     * @param language the word behind the fence
     * @param text what is between the fences
     * @param line the line of the page where it begins
     */
    record Block(String marker, String language, String text, int line) {
        private static final Pattern TYPE = Pattern.compile(
                "^(?:import|package|public|final|abstract|sealed|record|class|interface|enum|@|/\\*\\*)");

        boolean isJava() {
            return language.equals("java") && marker.isEmpty();
        }

        /** {@return whether it declares types; otherwise it has statements} */
        boolean declaresTypes() {
            return isJava() && TYPE.matcher(text).lookingAt();
        }
    }

    /** {@return the README and all pages of the guide, by their names} */
    static List<GuidePage> all() throws java.io.IOException {
        try (Stream<Path> files = Files.list(GUIDE)) {
            List<GuidePage> pages = new ArrayList<>();
            pages.add(read(README));
            files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(GuidePage::read)
                    .forEach(pages::add);
            return pages;
        }
    }

    static GuidePage read(Path file) {
        return of(SourceTree.ROOT.relativize(file).toString(), SourceTree.read(file));
    }

    static GuidePage of(String name, String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String marker = block.group(1) == null ? "" : block.group(1);
            int line = (int) text.substring(0, block.start()).lines().count() + 1;
            blocks.add(new Block(marker, block.group(2), block.group(3), line));
        }
        return new GuidePage(name, blocks);
    }

    /** {@return the package in which the Java of this page is compiled} */
    String packageName() {
        return "guide.page" + Integer.toUnsignedString(name.hashCode());
    }
}
