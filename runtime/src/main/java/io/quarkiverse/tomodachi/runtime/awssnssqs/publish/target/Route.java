package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.CallFailure;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.CallLimits;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;

/** A topic or queue of which is known where it is. */
public interface Route {

    /** How many messages a batch takes. */
    int BATCH_SIZE = 10;

    /** How many bytes the message counts here. */
    int bytes(Publication publication);

    /** How many bytes a message may have. */
    int messageLimit();

    /** How many bytes a batch may have. */
    int batchLimit();

    /**
     * Whether the limits may have changed since they were read, as seen from the publication.
     *
     * @param publication one that exceeds them
     */
    boolean isOutdated(Publication publication);

    /** What to say of the limit of messages, to continue "The message has … bytes; ". */
    String limitText();

    /**
     * Makes one call, with one message in the form without a batch.
     *
     * @param publications 1 to {@link #BATCH_SIZE}
     * @param limit to put on the call
     * @return what became of each one, in their order; fails if all failed
     */
    CompletionStage<List<Result>> send(List<Publication> publications, CallLimits.Limit limit);

    /**
     * What became of one message.
     *
     * @param result {@code null} if it failed
     * @param failure {@code null} if it was accepted
     */
    record Result(PublishResult result, CallFailure failure) {

        public static Result accepted(String messageId, String sequenceNumber) {
            return new Result(new PublishResult(messageId, sequenceNumber), null);
        }

        public static Result failed(Boolean senderFault, String code, String message) {
            return new Result(null, CallFailure.ofEntry(Boolean.TRUE.equals(senderFault), code, message));
        }

        /**
         * Tells the outcomes of those that were accepted.
         *
         * @param results {@code null} if all failed
         */
        public static void tell(List<Publication> publications, List<Result> results) {
            for (int i = 0; results != null && i < publications.size(); i++) {
                Result result = results.get(i);
                if (result.failure == null) {
                    publications.get(i).succeed(result.result);
                }
            }
        }

        /** @param told {@code null} where the answer does not tell of an entry */
        public static List<Result> all(Result[] told) {
            for (int i = 0; i < told.length; i++) {
                if (told[i] == null) {
                    told[i] = new Result(null, CallFailure.ofEntry(false, "NoResult", "AWS told nothing of the message"));
                }
            }
            return Arrays.asList(told);
        }
    }
}
