package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/** Follows texts through a method: constants, and what is put together of constants and other values. */
final class ConstantTexts extends BasicInterpreter {

    private static final Type STRING = Type.getObjectType("java/lang/String");
    private static final String CONCATENATION = "makeConcatWithConstants";

    /** Beyond that many it is as good as any text. */
    private static final int MOST_TEXTS = 100;

    ConstantTexts() {
        super(Opcodes.ASM9);
    }

    @Override
    public BasicValue newOperation(AbstractInsnNode instruction) throws AnalyzerException {
        if (instruction instanceof LdcInsnNode constant && constant.cst instanceof String text) {
            return new Texts(Set.of(text));
        }
        return super.newOperation(instruction);
    }

    @Override
    public BasicValue naryOperation(AbstractInsnNode instruction, List<? extends BasicValue> values)
            throws AnalyzerException {
        if (instruction instanceof InvokeDynamicInsnNode call && CONCATENATION.equals(call.name)
                && call.bsmArgs.length > 0 && call.bsmArgs[0] instanceof String recipe) {
            return new Texts(Set.of(recipe.replaceAll("[\1\2]+", KnownSettings.UNKNOWN)));
        }
        return super.naryOperation(instruction, values);
    }

    @Override
    public BasicValue merge(BasicValue one, BasicValue other) {
        if (one instanceof Texts texts && other instanceof Texts others) {
            Set<String> union = new TreeSet<>(texts.texts);
            union.addAll(others.texts);
            if (union.size() > MOST_TEXTS) {
                return BasicValue.REFERENCE_VALUE;
            }
            return union.equals(texts.texts) ? one : new Texts(union);
        }
        if (one.isReference() && other.isReference()) {
            return BasicValue.REFERENCE_VALUE;
        }
        return super.merge(one, other);
    }

    /** What a value can be. */
    static Set<String> of(BasicValue value) {
        return value instanceof Texts texts ? texts.texts : Set.of(KnownSettings.UNKNOWN);
    }

    private static final class Texts extends BasicValue {

        private final Set<String> texts;

        Texts(Set<String> texts) {
            super(STRING);
            this.texts = Set.copyOf(texts);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Texts same && same.texts.equals(texts);
        }

        @Override
        public int hashCode() {
            return texts.hashCode();
        }
    }
}
