package io.quarkiverse.tomodachi.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.FallbackConfigSourceInterceptor;
import io.smallrye.config.SmallRyeConfig;

/** Lets Quarkus see what is set by the names of this extension. */
public class HttpServerKeys extends FallbackConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    private static final Map<String, String> NAMES = Map.of(
            "quarkus.http.port", "quarkus.tomodachi.http.port",
            "quarkus.http.host", "quarkus.tomodachi.http.host",
            "quarkus.http.so-reuse-port", "quarkus.tomodachi.http.reuse-port",
            "quarkus.http.limits.max-body-size", "quarkus.tomodachi.http.client-max-size");

    /** Before a name of Quarkus: what is set by this name and no other. */
    private static final String ALONE = "quarkus.tomodachi.http.alone.";

    public HttpServerKeys() {
        super(key -> NAMES.getOrDefault(key, key));
    }

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return name.startsWith(ALONE) ? context.proceed(name.substring(ALONE.length())) : super.getValue(context, name);
    }

    /** @return a warning for each setting that both names are used for, with different values */
    public static List<String> conflicts(SmallRyeConfig config) {
        List<String> conflicts = new ArrayList<>();
        new TreeMap<>(NAMES).forEach((ofQuarkus, own) -> {
            ConfigValue quarkus = config.getConfigValue(ALONE + ofQuarkus);
            ConfigValue alias = config.getConfigValue(own);
            boolean set = quarkus.getValue() != null && quarkus.getConfigSourceOrdinal() != Integer.MIN_VALUE;
            if (set && alias.getValue() != null && !alias.getValue().equals(quarkus.getValue())) {
                boolean ofQuarkusWins = quarkus.getValue().equals(config.getConfigValue(ofQuarkus).getValue());
                conflicts.add(ofQuarkus + " is " + quarkus.getValue() + " and " + own + ", which is the same setting, is "
                        + alias.getValue() + "; " + (ofQuarkusWins ? ofQuarkus : own) + " counts, remove the other one");
            }
        });
        return conflicts;
    }
}
