package io.quarkiverse.tomodachi.runtime.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.quarkus.runtime.configuration.ConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The attributes of the channels of all handlers, as defaults. They are read from a file, since the method that Quarkus writes
 * for defaults known when the application is built becomes too large with some hundred handlers.
 */
public class ChannelDefaults implements ConfigBuilder {

    public static final String FILE = "META-INF/quarkus-tomodachi-channels.properties";

    @Override
    public SmallRyeConfigBuilder configBuilder(SmallRyeConfigBuilder builder) {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            return file == null ? builder : builder.withSources(new Source(read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }

    private static Map<String, String> read(InputStream file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    /**
     * Lists of each channel no more than that there is one. Reactive messaging goes through all names that there are for each
     * channel, and asks for the attributes of connectors by their names.
     */
    private static final class Source implements ConfigSource {

        /** Anything that somebody configures comes first. */
        private static final int ORDINAL = Integer.MIN_VALUE + 1;

        private static final String LISTED = ".connector";

        private final Map<String, String> values;
        private final Set<String> names;

        Source(Map<String, String> values) {
            this.values = values;
            this.names = values.keySet().stream().filter(name -> name.endsWith(LISTED)).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Set<String> getPropertyNames() {
            return names;
        }

        @Override
        public String getValue(String name) {
            return values.get(name);
        }

        @Override
        public String getName() {
            return FILE;
        }

        @Override
        public int getOrdinal() {
            return ORDINAL;
        }
    }
}
