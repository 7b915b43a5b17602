package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.List;

/** The life-cycle methods of all services. */
public record LifecycleMethods(List<LifecycleMethod> all) {
}
