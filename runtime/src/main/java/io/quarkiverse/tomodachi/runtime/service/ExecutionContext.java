package io.quarkiverse.tomodachi.runtime.service;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.invocation.TaskCount;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.arc.All;
import io.quarkus.runtime.LaunchMode;

/** What the process is and does, with the keys of the Python library. */
@Singleton
public class ExecutionContext {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** Where the keys of a transport have another name than itself. */
    private static final Map<String, String> NAMES = Map.of("schedule", "scheduled_functions");

    private final List<Transport> transports;
    private final InFlight inFlight;
    private final Map<String, Object> constants = new LinkedHashMap<>();

    ExecutionContext(@All List<Transport> transports, InFlight inFlight, BuildVersions build,
            ServiceRegistry services) {
        this.transports = transports;
        this.inFlight = inFlight;
        constants.putAll(build.versions());
        constants.put("java_version", System.getProperty("java.version"));
        constants.put("system_platform", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        constants.put("process_id", ProcessHandle.current().pid());
        constants.put("cwd", System.getProperty("user.dir"));
        constants.put("init_timestamp", TIMESTAMP.format(services.begun()));
        constants.put("launch_mode", LaunchMode.current().getDefaultProfile().replace("prod", "normal"));
        constants.put("watcher_enabled", LaunchMode.current() == LaunchMode.DEVELOPMENT);
    }

    /** The state of this moment. */
    public Map<String, Object> snapshot() {
        Map<String, Object> all = new LinkedHashMap<>(constants);
        for (Transport transport : transports) {
            String name = NAMES.getOrDefault(transport.name(), transport.name().replace('-', '_'));
            TaskCount tasks = inFlight.tasks(transport.name());
            all.put(name + "_enabled", true);
            all.put(name + "_current_tasks", tasks.current());
            all.put(name + "_total_tasks", tasks.total());
        }
        return Collections.unmodifiableMap(all);
    }
}
