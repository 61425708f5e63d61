import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Lambdas of all kinds, and what they do. */
public class Lambdas {
    private final String own = "own";

    interface Shape {
        double area();

        private String secret() {
            return "secret of " + area();
        }

        default Supplier<Double> later() {
            return this::area;
        }

        default Supplier<String> telling() {
            return () -> secret();
        }
    }

    record Square(double side) implements Shape {
        @Override
        public double area() {
            return side * side;
        }
    }

    interface Choice<A, B extends Comparable<B>> {
        B choose(A first, B second);
    }

    interface Wide {
        String join(long a, int b, double c, Object d, byte e);
    }

    private final class Inner {
        private final char letter;

        private Inner(char letter) {
            this.letter = letter;
        }

        private Supplier<String> both() {
            return () -> own + letter;
        }
    }

    private static <T extends Comparable<T>> T larger(T a, T b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static long twice(int number) {
        return 2L * number;
    }

    private String hidden(String suffix) {
        return own + suffix;
    }

    public static void main(String[] arguments) throws Exception {
        new Lambdas().run();
    }

    private void run() throws Exception {
        // Nothing captured, values of all sizes captured, methods of this class, of others and of the JDK.
        Runnable none = () -> System.out.println("none");
        none.run();
        System.out.println(none() == none() && capturing(1) != capturing(1));
        long large = 1L << 40;
        double half = 0.5;
        boolean yes = true;
        short small = 7;
        Wide wide = (a, b, c, d, e) -> a + " " + b + " " + c + " " + d + " " + e + large + half + yes + small;
        System.out.println(wide.join(1, 2, 3.5, "d", (byte) 4));
        UnaryOperator<String> bound = this::hidden;
        System.out.println(bound.apply("+"));
        BiFunction<Lambdas, String, String> unbound = Lambdas::hidden;
        System.out.println(unbound.apply(this, "-"));
        System.out.println(new Inner('x').both().get());
        Function<Character, Inner> constructor = Inner::new;
        System.out.println(constructor.apply('y').letter);
        IntFunction<int[][]> array = int[][]::new;
        System.out.println(array.apply(3).length);
        Supplier<List<String>> list = ArrayList::new;
        System.out.println(list.get());

        // Wrappers, wider types, results that are dropped, types of an erasure.
        IntToLongFunction widened = Integer::valueOf;
        System.out.println(widened.applyAsLong(5));
        Function<Integer, Long> wrapped = Lambdas::twice;
        System.out.println(wrapped.apply(21));
        ToLongFunction<Integer> unwrapped = number -> number;
        System.out.println(unwrapped.applyAsLong(6));
        DoubleSupplier fromInt = "four"::length;
        System.out.println(fromInt.getAsDouble());
        IntBinaryOperator largest = Lambdas::larger;
        System.out.println(largest.applyAsInt(3, 9));
        List<String> kept = new ArrayList<>();
        Consumer<String> dropped = kept::add;
        dropped.accept("kept");
        LongConsumer droppedLong = Long::valueOf;
        droppedLong.accept(large);
        System.out.println(kept);
        Predicate<Object> fails = String.class::isInstance;
        System.out.println(fails.test(1));
        Choice<Object, String> choice = (first, second) -> second + first;
        System.out.println(choice.choose(1, "second"));

        // Interfaces with methods of their own, lambdas within lambdas, exceptions, what stays as it is.
        Shape shape = () -> 2;
        System.out.println(shape.later().get() + " " + shape.telling().get());
        System.out.println(new Square(3).telling().get());
        Supplier<Supplier<String>> nested = () -> () -> hidden("nested");
        System.out.println(nested.get().get());
        Callable<String> throwing = () -> {
            throw new IllegalStateException("thrown");
        };
        try {
            throwing.call();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        try {
            Supplier<String> absent = ((Object) null)::toString;
            System.out.println(absent.get());
        } catch (NullPointerException e) {
            System.out.println("no receiver");
        }
        try {
            @SuppressWarnings({"unchecked", "rawtypes"})
            Object any = ((Function) (Function<String, Integer>) String::length).apply(1);
            System.out.println(any);
        } catch (ClassCastException e) {
            System.out.println("not of the type");
        }
        Runnable serializable = (Runnable & Serializable) () -> System.out.println("serializable");
        serializable.run();
    }

    private static Runnable none() {
        return () -> {};
    }

    private static Supplier<Integer> capturing(int number) {
        return () -> number;
    }
}
