package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.List;

/** Where code of those who published may run. */
interface OutcomePlace {

    /** The thread that knows the outcome, for code of the transport that only takes note. */
    OutcomePlace HERE = new OutcomePlace() {
        @Override
        public void tell(PublishOutcome outcome) {
            outcome.run();
        }

        @Override
        public void tell(List<PublishOutcome> outcomes) {
            outcomes.forEach(PublishOutcome::run);
        }
    };

    /** Has it run there, soon. */
    void tell(PublishOutcome outcome);

    /** Has them run there, in their order. */
    void tell(List<PublishOutcome> outcomes);
}
