package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

class ReceiptsTest {

    @Test
    void only_what_a_sender_did_wrong_is_refused_for_good() {
        assertThat(failure(true, "ReceiptHandleIsInvalid")).isInstanceOf(EntryRefusedException.class);
        assertThat(failure(true, "RequestThrottled")).isNotInstanceOf(EntryRefusedException.class);
        assertThat(failure(true, "ThrottlingException")).isNotInstanceOf(EntryRefusedException.class);
        assertThat(failure(false, "InternalError")).isNotInstanceOf(EntryRefusedException.class).hasMessage("InternalError");
    }

    private static Exception failure(boolean senderFault, String code) {
        return Receipts.failure(BatchResultErrorEntry.builder().id("0").senderFault(senderFault).code(code).build());
    }
}
