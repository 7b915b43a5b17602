package io.quarkiverse.tomodachi.runtime.http;

import java.util.List;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

@Recorder
public class HttpRoutesRecorder {

    public RuntimeValue<List<HttpRouteDescription>> routes(List<HttpRouteDescription> routes) {
        return new RuntimeValue<>(routes);
    }
}
