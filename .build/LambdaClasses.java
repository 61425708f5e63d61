import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes a jar with the classes of this project that have lambdas, in which each lambda is a class. JDKs before 24 take
 * a quarter of a start to link lambdas; later ones find them linked in the archive of the image, and do not use it.
 *
 * <p>Arguments: the jar to write, and the class path of the image, of which directories and the jars named
 * {@code qmp-…} are read. What a lambda class does is what {@code java.lang.invoke.LambdaMetafactory} is specified to
 * do; lambdas that need more than its method {@code metafactory} (serializable ones, those of several interfaces)
 * remain as they are.
 */
final class LambdaClasses {
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

    /** All classes of the project, by their internal names. */
    private final Map<String, byte[]> classes = new TreeMap<>();

    /** Those of the jar. */
    private final Map<String, byte[]> changed = new TreeMap<>();

    /** The lambda classes of each nest, by the name of its host: they call private methods of the nest. */
    private final Map<String, List<String>> members = new TreeMap<>();

    public static void main(String[] arguments) throws IOException {
        LambdaClasses all = new LambdaClasses();
        for (String entry : arguments[1].split(File.pathSeparator)) {
            all.read(Path.of(entry));
        }
        all.classes.forEach(all::change);
        all.members.forEach(all::addMembers);
        all.write(Path.of(arguments[0]));
    }

    private void read(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            try (Stream<Path> files = Files.walk(entry)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    read(entry.relativize(file).toString().replace(File.separatorChar, '/'), Files.readAllBytes(file));
                }
            }
        } else if (entry.getFileName().toString().startsWith("qmp-")) {
            try (ZipFile jar = new ZipFile(entry.toFile())) {
                for (ZipEntry file : jar.stream().toList()) {
                    read(file.getName(), jar.getInputStream(file).readAllBytes());
                }
            }
        }
    }

    private void read(String file, byte[] bytes) {
        if (file.endsWith(".class") && !file.equals("module-info.class")) {
            classes.put(file.substring(0, file.length() - ".class".length()), bytes);
        }
    }

    private void change(String name, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(0);
        CallSites sites = new CallSites(name, writer);
        reader.accept(sites, 0);
        if (sites.count > 0) {
            changed.put(name, writer.toByteArray());
        }
    }

    private void addMembers(String host, List<String> names) {
        ClassReader reader = new ClassReader(changed.getOrDefault(host, classes.get(host)));
        ClassWriter writer = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visitEnd() {
                        names.forEach(this::visitNestMember);
                        super.visitEnd();
                    }
                },
                0);
        changed.put(host, writer.toByteArray());
    }

    /** All entries have the same time, so that two builds are the same. */
    private void write(Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> each : changed.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey() + ".class");
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                out.putNextEntry(entry);
                out.write(each.getValue());
            }
        }
    }

    /** Replaces each call site of a class that makes a lambda by a call of the lambda's class. */
    private final class CallSites extends ClassVisitor {
        private final String name;
        private String host;
        private int version;
        private int count;

        CallSites(String name, ClassVisitor next) {
            super(Opcodes.ASM9, next);
            this.name = name;
            this.host = name;
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            this.version = version;
            super.visit(version, access, name, signature, parent, interfaces);
        }

        @Override
        public void visitNestHost(String host) {
            this.host = host;
            super.visitNestHost(host);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitInvokeDynamicInsn(String method, String site, Handle factory, Object... arguments) {
                    if (factory.getOwner().equals(FACTORY) && factory.getName().equals("metafactory")) {
                        String lambda = name + "$$L" + count++;
                        Type erased = (Type) arguments[0];
                        Type called = (Type) arguments[2];
                        changed.put(lambda, new Lambda(lambda, Type.getMethodType(site), (Handle) arguments[1])
                                .write(version, host, method, erased, called));
                        members.computeIfAbsent(host, any -> new ArrayList<>()).add(lambda);
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, lambda, Lambda.FACTORY_METHOD, site, false);
                    } else {
                        super.visitInvokeDynamicInsn(method, site, factory, arguments);
                    }
                }
            };
        }
    }

    /**
     * The class of a lambda.
     *
     * @param name its internal name
     * @param site what its call site takes, which are the values that it captures, and the interface that it returns
     * @param body the method that the lambda calls
     */
    private record Lambda(String name, Type site, Handle body) {
        static final String FACTORY_METHOD = "make";
        private static final String ONLY = "ONLY";
        private static final String OBJECT = "java/lang/Object";

        byte[] write(int version, String host, String method, Type erased, Type called) {
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            String[] interfaces = {site.getReturnType().getInternalName()};
            int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
            writer.visit(version, access, name, null, OBJECT, interfaces);
            writer.visitNestHost(host);
            writeConstructor(writer);
            writeFactory(writer);
            writeMethod(writer, method, erased, called);
            writer.visitEnd();
            return writer.toByteArray();
        }

        private Type[] captured() {
            return site.getArgumentTypes();
        }

        private String constructor() {
            return Type.getMethodDescriptor(Type.VOID_TYPE, captured());
        }

        private void writeConstructor(ClassWriter writer) {
            MethodVisitor code = writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructor(), null, null);
            code.visitCode();
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
            int local = 1;
            for (int i = 0; i < captured().length; i++) {
                Type type = captured()[i];
                writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "c" + i, type.getDescriptor(), null, null);
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
                code.visitFieldInsn(Opcodes.PUTFIELD, name, "c" + i, type.getDescriptor());
                local += type.getSize();
            }
            end(code, Type.VOID_TYPE);
        }

        /** One instance for all calls if nothing is captured, else one for each call. */
        private void writeFactory(ClassWriter writer) {
            int access = Opcodes.ACC_STATIC;
            MethodVisitor code = writer.visitMethod(access, FACTORY_METHOD, site.getDescriptor(), null, null);
            code.visitCode();
            if (captured().length > 0) {
                writeNew(code);
            } else {
                String self = "L" + name + ";";
                writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, ONLY, self, null, null);
                MethodVisitor initializer = writer.visitMethod(access, "<clinit>", "()V", null, null);
                initializer.visitCode();
                writeNew(initializer);
                initializer.visitFieldInsn(Opcodes.PUTSTATIC, name, ONLY, self);
                end(initializer, Type.VOID_TYPE);
                code.visitFieldInsn(Opcodes.GETSTATIC, name, ONLY, self);
            }
            end(code, site.getReturnType());
        }

        private void writeNew(MethodVisitor code) {
            code.visitTypeInsn(Opcodes.NEW, name);
            code.visitInsn(Opcodes.DUP);
            int local = 0;
            for (Type type : captured()) {
                code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
                local += type.getSize();
            }
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", constructor(), false);
        }

        /** The method of the interface: with the types of its erasure, of which those of the call are subtypes. */
        private void writeMethod(ClassWriter writer, String method, Type erased, Type called) {
            MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, erased.getDescriptor(), null, null);
            code.visitCode();
            boolean creates = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
            if (creates) {
                code.visitTypeInsn(Opcodes.NEW, body.getOwner());
                code.visitInsn(Opcodes.DUP);
            }
            List<Type> parameters = parametersOfBody();
            int next = 0;
            for (int i = 0; i < captured().length; i++) {
                Type type = captured()[i];
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitFieldInsn(Opcodes.GETFIELD, name, "c" + i, type.getDescriptor());
                convert(code, type, parameters.get(next++));
            }
            int local = 1;
            for (int i = 0; i < erased.getArgumentTypes().length; i++) {
                Type given = erased.getArgumentTypes()[i];
                Type actual = called.getArgumentTypes()[i];
                code.visitVarInsn(given.getOpcode(Opcodes.ILOAD), local);
                local += given.getSize();
                convert(code, given, actual);
                convert(code, actual, parameters.get(next++));
            }
            code.visitMethodInsn(
                    opcodeOfBody(), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
            Type result = creates ? Type.getObjectType(body.getOwner()) : Type.getReturnType(body.getDesc());
            if (erased.getReturnType().equals(Type.VOID_TYPE)) {
                if (result.getSize() > 0) {
                    code.visitInsn(result.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
                }
            } else {
                convert(code, result, called.getReturnType());
                convert(code, called.getReturnType(), erased.getReturnType());
            }
            end(code, erased.getReturnType());
        }

        private List<Type> parametersOfBody() {
            List<Type> parameters = new ArrayList<>(List.of(Type.getArgumentTypes(body.getDesc())));
            if (body.getTag() != Opcodes.H_INVOKESTATIC && body.getTag() != Opcodes.H_NEWINVOKESPECIAL) {
                parameters.add(0, Type.getObjectType(body.getOwner()));
            }
            return parameters;
        }

        /** Private methods of the nest are called as others are. */
        private int opcodeOfBody() {
            return switch (body.getTag()) {
                case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
                case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
                default -> body.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
            };
        }

        private static void end(MethodVisitor code, Type result) {
            code.visitInsn(result.getOpcode(Opcodes.IRETURN));
            code.visitMaxs(0, 0);
            code.visitEnd();
        }
    }

    /** Converts the value on the stack, as a method call would: by a cast, a wrapper, its value, or a wider type. */
    private static void convert(MethodVisitor code, Type from, Type to) {
        if (from.equals(to)) {
            return;
        }
        Wrapper given = Wrapper.of(from);
        Wrapper wanted = Wrapper.of(to);
        if (given != null && wanted != null) {
            given.widen(code, wanted);
        } else if (given != null) {
            String wrapper = given.type.getInternalName();
            String descriptor = Type.getMethodDescriptor(given.type, given.primitive);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
        } else if (wanted != null) {
            Wrapper held = Wrapper.holding(from, wanted);
            String wrapper = held.type.getInternalName();
            if (!from.equals(held.type)) {
                code.visitTypeInsn(Opcodes.CHECKCAST, wrapper);
            }
            String method = held.primitive.getClassName() + "Value";
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, wrapper, method, Type.getMethodDescriptor(held.primitive), false);
            held.widen(code, wanted);
        } else if (!to.getInternalName().equals(Lambda.OBJECT)) {
            code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        }
    }

    /** A primitive type and the class of its wrappers. */
    private enum Wrapper {
        BOOLEAN(Type.BOOLEAN_TYPE, Boolean.class),
        BYTE(Type.BYTE_TYPE, Byte.class),
        SHORT(Type.SHORT_TYPE, Short.class),
        CHAR(Type.CHAR_TYPE, Character.class),
        INT(Type.INT_TYPE, Integer.class),
        LONG(Type.LONG_TYPE, Long.class),
        FLOAT(Type.FLOAT_TYPE, Float.class),
        DOUBLE(Type.DOUBLE_TYPE, Double.class);

        private final Type primitive;
        private final Type type;

        Wrapper(Type primitive, Class<?> type) {
            this.primitive = primitive;
            this.type = Type.getType(type);
        }

        /** The one of a primitive type; null for a class. */
        static Wrapper of(Type primitive) {
            for (Wrapper each : values()) {
                if (each.primitive.equals(primitive)) {
                    return each;
                }
            }
            return null;
        }

        /** The one whose class this is; if it is none of these, the one of what is wanted. */
        static Wrapper holding(Type type, Wrapper wanted) {
            for (Wrapper each : values()) {
                if (each.type.equals(type)) {
                    return each;
                }
            }
            return wanted;
        }

        void widen(MethodVisitor code, Wrapper to) {
            if (to == LONG && this != LONG) {
                code.visitInsn(Opcodes.I2L);
            } else if (to == FLOAT && this != FLOAT) {
                code.visitInsn(this == LONG ? Opcodes.L2F : Opcodes.I2F);
            } else if (to == DOUBLE && this != DOUBLE) {
                code.visitInsn(this == LONG ? Opcodes.L2D : this == FLOAT ? Opcodes.F2D : Opcodes.I2D);
            }
        }
    }
}
