package io.quarkiverse.tomodachi.runtime.json;

import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectReader;

/** What readers of JSON accept. */
final class JsonLimits {

    private JsonLimits() {
    }

    /** The reader with other limits than those of the application's {@code ObjectMapper}. */
    static ObjectReader change(ObjectReader reader, UnaryOperator<StreamReadConstraints.Builder> changes) {
        JsonFactory factory;
        try {
            factory = reader.getFactory().copy();
        } catch (IllegalStateException e) {
            // one of the application's own, which cannot be copied
            return reader;
        }
        factory.setStreamReadConstraints(changes.apply(factory.streamReadConstraints().rebuild()).build());
        return reader.with(factory);
    }

    /** Text may be as long as the message, which is in the memory already, unless the application says otherwise. */
    static ObjectReader liftTextLimit(ObjectReader reader) {
        int limit = reader.getFactory().streamReadConstraints().getMaxStringLength();
        return limit == StreamReadConstraints.DEFAULT_MAX_STRING_LEN
                ? change(reader, limits -> limits.maxStringLength(Integer.MAX_VALUE))
                : reader;
    }
}
