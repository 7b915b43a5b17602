package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;

/** Finds the calls of {@code AwsSnsSqsPublisher} in the byte code of a class. */
final class PublishCalls {

    private static final String PUBLISHER = Type.getInternalName(AwsSnsSqsPublisher.class);
    private static final Set<String> OPTIONS = Set.of(Type.getInternalName(Publish.class),
            Type.getInternalName(PublishOptions.class));
    private static final Set<String> TO_TOPIC = Set.of("publish", "publishAndAwait");
    private static final Set<String> TO_QUEUE = Set.of("send", "sendAndAwait");

    private final ClassNode type = new ClassNode();
    private final List<PublishCall> calls = new ArrayList<>();
    private boolean ownPrefix;

    private PublishCalls() {
    }

    /** @param bytes the class file */
    static List<PublishCall> of(byte[] bytes) {
        PublishCalls result = new PublishCalls();
        new ClassReader(bytes).accept(result.type, ClassReader.SKIP_FRAMES);
        result.ownPrefix = result.type.methods.stream().anyMatch(PublishCalls::givesPrefix);
        result.type.methods.stream().filter(PublishCalls::publishes).forEach(result::follow);
        return result.calls;
    }

    private static boolean givesPrefix(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && OPTIONS.contains(call.owner) && call.name.equals("prefix")) {
                return true;
            }
        }
        return false;
    }

    private static boolean publishes(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (published(instruction) != null) {
                return true;
            }
        }
        return false;
    }

    private void follow(MethodNode method) {
        Frame<BasicValue>[] frames;
        try {
            frames = new Analyzer<>(new ConstantTexts()).analyze(type.name, method);
        } catch (AnalyzerException e) {
            // not what compilers write; whatever is published there is not known
            frames = null;
        }
        int line = 0;
        for (int index = 0; index < method.instructions.size(); index++) {
            AbstractInsnNode instruction = method.instructions.get(index);
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            }
            String name = published(instruction);
            Frame<BasicValue> frame = frames == null ? null : frames[index];
            if (name != null && (frames == null || frame != null)) {
                add(TO_QUEUE.contains(name), targets(instruction, frame), method.name, line);
            }
        }
    }

    private void add(boolean toQueue, Set<String> targets, String method, int line) {
        String className = type.name.replace('/', '.');
        // lambdas are known to people by the method that they are written in
        String written = method.startsWith("lambda$") ? method.split("\\$")[1] : method;
        calls.add(new PublishCall(className, written, line, toQueue, targets, ownPrefix));
    }

    /** The name of the publisher's method that is called, or made a function of; {@code null} if none is. */
    private static String published(AbstractInsnNode instruction) {
        if (instruction instanceof MethodInsnNode call && call.owner.equals(PUBLISHER)) {
            return method(call.name);
        }
        if (instruction instanceof InvokeDynamicInsnNode function) {
            for (Object argument : function.bsmArgs) {
                if (argument instanceof Handle handle && handle.getOwner().equals(PUBLISHER)) {
                    return method(handle.getName());
                }
            }
        }
        return null;
    }

    private static String method(String name) {
        return TO_TOPIC.contains(name) || TO_QUEUE.contains(name) ? name : null;
    }

    /** The second argument; of those who call a function nothing is known. */
    private static Set<String> targets(AbstractInsnNode instruction, Frame<BasicValue> frame) {
        if (frame == null || !(instruction instanceof MethodInsnNode call) || call.getOpcode() == Opcodes.INVOKESTATIC) {
            return Set.of(KnownSettings.UNKNOWN);
        }
        int arguments = Type.getArgumentTypes(call.desc).length;
        return ConstantTexts.of(frame.getStack(frame.getStackSize() - arguments + 1));
    }
}
