package io.quarkiverse.tomodachi.benchmarks.harness;

/**
 * A request that is sent again and again.
 *
 * @param body JSON to post, {@code null} for a GET
 */
record Load(String name, String path, String body) {

    private static final String ORDER = "{\"id\":\"8f14e45f\",\"customer\":\"Ada Lovelace\",\"lines\":["
            + "{\"article\":\"engine\",\"quantity\":1,\"price\":1200.5},{\"article\":\"card\",\"quantity\":64,\"price\":0.25}]}";

    static final Load HELLO = new Load("hello", "/hello", null);
    static final Load GROUP = new Load("group", "/people/42", null);
    static final Load JSON = new Load("json", "/orders", ORDER);

    /** The same on a worker thread. */
    Load onWorker() {
        return new Load(name + "-worker", "/worker" + path, body);
    }
}
