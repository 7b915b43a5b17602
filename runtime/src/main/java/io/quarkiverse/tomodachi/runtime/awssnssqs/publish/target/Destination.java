package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import java.util.concurrent.CompletionStage;

/** A topic or queue by its name. */
public interface Destination {

    /** Whether messages are to keep their order within groups. */
    boolean isFifo();

    /** Finds out where it is. Fails as calls do. */
    CompletionStage<? extends Route> find();

    /** It was not where it had been found. */
    void forget();
}
