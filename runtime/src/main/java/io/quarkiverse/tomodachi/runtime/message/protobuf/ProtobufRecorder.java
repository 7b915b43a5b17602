package io.quarkiverse.tomodachi.runtime.message.protobuf;

import io.quarkiverse.tomodachi.runtime.message.payload.BinaryData;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;

/** Lets envelopes know protobuf messages. Used only where the library is present. */
@Recorder
public class ProtobufRecorder {

    public void know(ShutdownContext shutdown) {
        BinaryData.use(new ProtobufMessages());
        shutdown.addLastShutdownTask(BinaryData::forget);
    }
}
