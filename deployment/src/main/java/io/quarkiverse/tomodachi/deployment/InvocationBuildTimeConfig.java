package io.quarkiverse.tomodachi.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How handlers are called. */
@ConfigMapping(prefix = "quarkus.tomodachi")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface InvocationBuildTimeConfig {

    /**
     * Which calls of handlers get a CDI request context: `auto` all of them, unless nothing in the application could use it, as
     * there are no request-scoped beans but those of Quarkus that nobody refers to, nobody observes request contexts, and no
     * class looks up beans by `CDI`, `BeanManager` or `Arc`; `always` all of them.
     */
    @WithDefault("auto")
    RequestContextUse requestContext();
}
