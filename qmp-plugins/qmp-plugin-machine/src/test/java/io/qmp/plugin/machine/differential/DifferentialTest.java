package io.qmp.plugin.machine.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Plays conversations with a QEMU and with our server, and compares what both say, byte for byte. A difference is
 * made as small as it can be, and fails the test. {@code -Dconversations=5000 -Dseed=7} plays others, and more of
 * them.
 */
@Tag("qemu")
class DifferentialTest {
    private static final int CONVERSATIONS = Integer.getInteger("conversations", 150);
    private static final long SEED = Long.getLong("seed", 1);
    private static final int MOST_DIFFERENCES = 20;
    private static final String END = "{'execute': 'end', 'id': 'end'}".replace('\'', '"');

    private final Random chunks = new Random(SEED);

    @Test
    void saysWhatQemuSays() {
        assumeTrue(QemuProcess.isInstalled(), "qemu-system-x86_64 is not installed");
        List<String> differences = new ArrayList<>();
        Conversations conversations = new Conversations(SEED);
        Pair pair = new Pair();
        try {
            for (int i = 0; i < CONVERSATIONS && differences.size() < MOST_DIFFERENCES; i++) {
                List<byte[]> conversation = conversations.next();
                String difference = pair.difference(conversation);
                if (!difference.isEmpty()) {
                    pair = pair.renewed();
                    if (!difference.equals(QemuProcess.GONE)) {
                        String again = describe(smallest(conversation));
                        differences.add(again.isEmpty() ? "after others, " + difference : again);
                    }
                }
            }
        } finally {
            pair.close();
        }
        assertThat(differences.isEmpty()).as(String.join("\n", differences)).isTrue();
    }

    /**
     * Leaves out requests as long as new servers differ. A difference that depends on what was said before by
     * others stays as it is.
     */
    private List<byte[]> smallest(List<byte[]> conversation) {
        List<byte[]> smallest = conversation;
        for (int i = smallest.size() - 1; i >= 0 && smallest.size() > 1; i--) {
            List<byte[]> smaller = new ArrayList<>(smallest);
            smaller.remove(i);
            if (!withNewPair(pair -> pair.agreeOn(smaller))) {
                smallest = smaller;
            }
        }
        return smallest;
    }

    private String describe(List<byte[]> conversation) {
        return withNewPair(pair -> pair.difference(conversation));
    }

    private <T> T withNewPair(Function<Pair, T> question) {
        Pair pair = new Pair();
        try {
            return question.apply(pair);
        } finally {
            pair.close();
        }
    }

    /** A QEMU and our server, which have heard the same. */
    private final class Pair {
        private final Talker qemu = QemuProcess.start();
        private final Talker ours = new OurServer();

        boolean agreeOn(List<byte[]> conversation) {
            return difference(conversation).isEmpty();
        }

        String difference(List<byte[]> conversation) {
            List<byte[]> pieces = pieces(conversation);
            List<String> right = Answers.of(qemu.talk(pieces, line -> line.contains("\"id\": \"end\"")));
            if (right.equals(List.of(QemuProcess.GONE))) {
                return QemuProcess.GONE;
            }
            List<String> said = Answers.of(ours.talk(pieces, line -> false));
            return right.equals(said) ? "" : "sent:  " + text(conversation) + "\nqemu:  " + right + "\nours:  " + said;
        }

        Pair renewed() {
            close();
            return new Pair();
        }

        void close() {
            qemu.close();
            ours.close();
        }
    }

    /** What is sent, cut anywhere, and behind it what makes an unfinished request end and is answered last. */
    private List<byte[]> pieces(List<byte[]> conversation) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        conversation.forEach(all::writeBytes);
        all.writeBytes(("\u00ff\n" + END).getBytes(ISO_8859_1));
        byte[] bytes = all.toByteArray();
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + chunks.nextInt(chunks.nextInt(10) == 0 ? 4 : 400));
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces;
    }

    private static String text(List<byte[]> conversation) {
        StringBuilder text = new StringBuilder();
        conversation.forEach(request -> text.append(new String(request, ISO_8859_1)));
        return text.toString().replace("\r", "\\r").replace("\n", "\\n");
    }
}
