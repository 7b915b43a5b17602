package io.quarkiverse.tomodachi.runtime.message;

import io.quarkiverse.tomodachi.ServiceContext;

record TestService(String name, String uuid) implements ServiceContext {
}
