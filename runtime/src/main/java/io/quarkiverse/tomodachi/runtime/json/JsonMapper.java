package io.quarkiverse.tomodachi.runtime.json;

import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;

/**
 * The application's {@code ObjectMapper}, made when JSON is first read or written: it is a good part of a start without any.
 */
public final class JsonMapper {

    private final Supplier<ObjectMapper> source;
    private Made made;

    JsonMapper(Supplier<ObjectMapper> source) {
        this.source = source;
    }

    /** That of the application that starts. */
    public static JsonMapper ofApplication() {
        ArcContainer container = Arc.container();
        return new JsonMapper(() -> container.instance(ObjectMapper.class).get());
    }

    /** May be called on any thread. */
    public ObjectMapper get() {
        Made known = made;
        return known != null ? known.mapper() : make();
    }

    private ObjectMapper make() {
        ObjectMapper mapper = source.get();
        made = new Made(mapper);
        return mapper;
    }

    /** Threads that see it see all of the mapper, as the field is final. */
    private record Made(ObjectMapper mapper) {
    }
}
