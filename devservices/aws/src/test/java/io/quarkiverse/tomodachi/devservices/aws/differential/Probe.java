package io.quarkiverse.tomodachi.devservices.aws.differential;

/** A small program of calls whose outcomes are observed. */
record Probe(String name, Needs needs, Script script) {

    /** Which services it calls. */
    enum Needs {
        SQS,
        SNS
    }

    @FunctionalInterface
    interface Script {
        void run(Lab lab) throws Exception;
    }
}
