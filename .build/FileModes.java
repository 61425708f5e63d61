import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives the entries of jars of sources and of documentation the same modes everywhere: 644, and 755 for directories.
 * Plugins copy those of the files, which depend on the umask of who builds.
 *
 * <p>Argument: the directory with the jars. Only the modes in the central directory are written.
 */
final class FileModes {
    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int SIZE_OF_END = 22;
    private static final int SIZE_OF_ENTRY = 46;
    private static final int DIRECTORY = 0x10; // of MS-DOS

    private FileModes() {}

    /** Runs in the release build. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        if (!Files.isDirectory(directory)) {
            return; // of a module that is a pom
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.filter(file -> file.toString().matches(".*-(sources|javadoc)\\.jar"))
                    .toList();
            for (Path jar : jars) {
                setModes(jar);
            }
        }
    }

    private static void setModes(Path jar) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
            ByteBuffer zip = file.getChannel()
                    .map(FileChannel.MapMode.READ_WRITE, 0, file.length())
                    .order(ByteOrder.LITTLE_ENDIAN);
            int end = zip.limit() - SIZE_OF_END; // jars have no comment
            require(zip.getInt(end) == END, jar);
            int entries = Short.toUnsignedInt(zip.getShort(end + 10));
            int at = zip.getInt(end + 16);
            for (int i = 0; i < entries; i++) {
                require(zip.getInt(at) == ENTRY, jar);
                at = setMode(zip, at);
            }
            require(at == end, jar);
        }
    }

    /** {@return where the next entry begins} */
    private static int setMode(ByteBuffer zip, int at) {
        int name = Short.toUnsignedInt(zip.getShort(at + 28));
        boolean directory = zip.get(at + SIZE_OF_ENTRY + name - 1) == '/';
        zip.putInt(at + 38, directory ? 040755 << 16 | DIRECTORY : 0100644 << 16);
        int extra = Short.toUnsignedInt(zip.getShort(at + 30));
        int comment = Short.toUnsignedInt(zip.getShort(at + 32));
        return at + SIZE_OF_ENTRY + name + extra + comment;
    }

    private static void require(boolean condition, Path jar) {
        if (!condition) {
            throw new IllegalStateException(jar + " is no zip of the kind that is known here");
        }
    }
}
