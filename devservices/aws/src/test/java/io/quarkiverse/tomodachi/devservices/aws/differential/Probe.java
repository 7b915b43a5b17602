package io.quarkiverse.tomodachi.devservices.aws.differential;

/**
 * A small program of calls whose outcomes are observed.
 *
 * @param slow whether it takes seconds, nearly all of which it waits
 */
record Probe(String name, Needs needs, boolean slow, Script script) {

    /** Which services it calls. */
    enum Needs {
        SQS,
        SNS,
        /** SQS by its query protocol. */
        SQS_QUERY,
        /** SQS, and an answer to tasks that would move messages out of any queue; ElasticMQ gives none for 21 seconds. */
        SQS_TASK_CHECKS
    }

    @FunctionalInterface
    interface Script {
        void run(Lab lab) throws Exception;
    }
}
