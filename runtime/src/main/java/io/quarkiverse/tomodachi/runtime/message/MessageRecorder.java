package io.quarkiverse.tomodachi.runtime.message;

import java.util.List;

import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.message.payload.PackedData;
import io.quarkiverse.tomodachi.runtime.message.settings.DeclaredHandler;
import io.quarkiverse.tomodachi.runtime.message.settings.MessageSettingsCheck;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

@Recorder
public class MessageRecorder {

    private final RuntimeValue<TomodachiConfig> config;

    public MessageRecorder(RuntimeValue<TomodachiConfig> config) {
        this.config = config;
    }

    public void check(List<String> services, List<DeclaredHandler> handlers) {
        PackedData.limit(config.getValue().maxInflatedSize().asLongValue());
        MessageSettingsCheck.check(services, handlers, config.getValue().services());
    }
}
