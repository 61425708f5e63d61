import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes META-INF/native-image/GROUP/ARTIFACT/reachability-metadata.json into a directory of classes: the types that
 * the codec may bind (public records, enumerations, sealed types), providers of services, and resources.
 *
 * <p>Arguments: the directory, the group, the artifact. Nothing is written where there is nothing to say.
 */
final class NativeImageMetadata {
    private static final int PUBLIC = 0x1;

    private final Path classes;
    private final Set<String> types = new TreeSet<>();
    private final Set<String> providers = new TreeSet<>();
    private final Set<String> resources = new TreeSet<>();

    private NativeImageMetadata(Path classes) {
        this.classes = classes;
    }

    /** Runs in the build of each module. */
    public static void main(String[] args) throws IOException {
        Path classes = Path.of(args[0]);
        Path file = classes.resolve("META-INF/native-image/" + args[1] + "/" + args[2] + "/reachability-metadata.json");
        NativeImageMetadata metadata = new NativeImageMetadata(classes);
        metadata.collect();
        if (!metadata.isEmpty()) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, metadata.json());
        }
    }

    private void collect() throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (name.startsWith("META-INF/services/")) {
                    resources.add(name);
                    Files.readAllLines(file).stream().map(String::strip).forEach(providers::add);
                } else if (!name.startsWith("META-INF/") && !name.endsWith(".class")) {
                    resources.add(name);
                } else if (name.endsWith(".class") && !name.endsWith("-info.class") && isBindable(file)) {
                    types.add(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                }
            }
        }
    }

    private boolean isEmpty() {
        return types.isEmpty() && providers.isEmpty() && resources.isEmpty();
    }

    private static boolean isBindable(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new ClassFile(new DataInputStream(new java.io.BufferedInputStream(in))).isBindable();
        }
    }

    private String json() {
        List<String> reflection = new ArrayList<>();
        for (String type : types) {
            reflection.add("    {\"type\": \"" + type + "\", \"allDeclaredConstructors\": true, "
                    + "\"allDeclaredMethods\": true, \"allDeclaredFields\": true}");
        }
        for (String provider : providers) {
            reflection.add("    {\"type\": \"" + provider
                    + "\", \"methods\": [{\"name\": \"<init>\", \"parameterTypes\": []}]}");
        }
        List<String> globs = resources.stream().map(name -> "    {\"glob\": \"" + name + "\"}").toList();
        return "{\n  \"reflection\": [\n" + String.join(",\n", reflection) + "\n  ],\n  \"resources\": [\n"
                + String.join(",\n", globs) + "\n  ]\n}\n";
    }

    /** As much of a class file as is needed. */
    private static final class ClassFile {
        private final Object[] constants;
        private final int access;
        private final String parent;
        private final boolean sealed;

        ClassFile(DataInputStream in) throws IOException {
            in.skipNBytes(8);
            constants = new Object[in.readUnsignedShort()];
            for (int i = 1; i < constants.length; i++) {
                i += constant(in, i);
            }
            access = in.readUnsignedShort();
            in.skipNBytes(2);
            int index = in.readUnsignedShort();
            parent = index == 0 ? "" : (String) constants[(Integer) constants[index]];
            in.skipNBytes(2L * in.readUnsignedShort());
            members(in);
            members(in);
            sealed = attributes(in);
        }

        boolean isBindable() {
            return (access & PUBLIC) != 0
                    && (parent.equals("java/lang/Record") || parent.equals("java/lang/Enum") || sealed);
        }

        /** {@return how many more places it takes} */
        private int constant(DataInputStream in, int place) throws IOException {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants[place] = in.readUTF();
                case 7 -> constants[place] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> in.skipNBytes(8);
                default -> throw new IOException("constant of kind " + tag);
            }
            return tag == 5 || tag == 6 ? 1 : 0;
        }

        private void members(DataInputStream in) throws IOException {
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                in.skipNBytes(6);
                attributes(in);
            }
        }

        /** {@return whether one of them says that the class is sealed} */
        private boolean attributes(DataInputStream in) throws IOException {
            boolean sealed = false;
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                sealed |= "PermittedSubclasses".equals(constants[in.readUnsignedShort()]);
                in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
            }
            return sealed;
        }
    }
}
