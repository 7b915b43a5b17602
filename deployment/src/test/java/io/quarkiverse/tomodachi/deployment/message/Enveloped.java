package io.quarkiverse.tomodachi.deployment.message;

import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.ServiceContext;

/** Messages as another service puts them into {@link JsonEnvelope}s. */
public final class Enveloped {

    private static final ServiceContext SENDER = new ServiceContext() {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public String uuid() {
            return "u";
        }
    };

    private Enveloped() {
    }

    /** Each with a UUID of its own. */
    public static String of(String data) throws Exception {
        return new JsonEnvelope().build(SENDER, "t", data);
    }
}
