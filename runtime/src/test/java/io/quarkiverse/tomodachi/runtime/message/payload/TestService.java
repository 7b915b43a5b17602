package io.quarkiverse.tomodachi.runtime.message.payload;

import io.quarkiverse.tomodachi.ServiceContext;

record TestService(String name, String uuid) implements ServiceContext {
}
