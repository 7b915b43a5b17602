package io.quarkiverse.tomodachi.runtime.conversion;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;

@Recorder
public class TextParserRecorder {

    /** @param generated parsers by the names of the classes that they are for */
    public void use(Map<String, RuntimeValue<Function<String, Object>>> generated, ShutdownContext shutdown) {
        Map<String, Function<String, Object>> parsers = new HashMap<>();
        generated.forEach((type, parser) -> parsers.put(type, parser.getValue()));
        TextParsers.use(parsers);
        shutdown.addLastShutdownTask(TextParsers::forget);
    }
}
