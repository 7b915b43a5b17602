package io.quarkiverse.tomodachi.deployment.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.deployment.argument.TextConverters;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.message.argument.AttributeArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.MessageUuidArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.MetadataArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.SourceArgument;

/** The parameters that handlers of messages have in common, whatever the transport. */
public final class MessageBinders {

    private static final DotName METADATA = DotName.createSimple(MessageMetadata.class);
    private static final DotName STRING = DotName.createSimple(String.class);

    private MessageBinders() {
    }

    /** What a transport carries. */
    public enum Carried {
        TEXT,
        BYTES
    }

    /**
     * @param carried what messages are made of
     * @param source the transport's own form of a message, bound by type
     * @param attribute the annotation that names a header or attribute
     * @param named binds the transport's values by parameter name
     * @return what binds them, the payload last
     */
    public static List<ArgumentBinder> of(Carried carried, DotName source, DotName attribute,
            ArgumentBinder named) {
        List<ArgumentBinder> claiming = new ArrayList<>();
        claiming.add(parameter -> attribute(parameter.annotation(attribute), parameter));
        claiming.add(parameter -> parameter.hasType(METADATA) ? new MetadataArgument() : null);
        claiming.add(parameter -> parameter.hasType(source) ? new SourceArgument() : null);
        claiming.add(parameter -> "messageUuid".equals(parameter.name()) && parameter.hasType(STRING)
                ? new MessageUuidArgument()
                : null);
        claiming.add(named);
        List<ArgumentBinder> all = new ArrayList<>(claiming);
        all.add(new PayloadBinder(claiming, carried));
        return List.of(Batches.of(all));
    }

    private static AttributeArgument attribute(AnnotationInstance annotation,
            HandlerParameter parameter) {
        if (annotation == null) {
            return null;
        }
        TextConverter converter = TextConverters.ofMultiple(parameter);
        if (converter == null) {
            throw new BindingException("of type " + parameter.type() + ", which text cannot be converted to; use "
                    + TextConverters.SUPPORTED_MULTIPLE);
        }
        String kind = annotation.name().withoutPackagePrefix().toLowerCase(Locale.ROOT);
        return new AttributeArgument(kind, parameter.nameFrom(annotation), converter);
    }
}
