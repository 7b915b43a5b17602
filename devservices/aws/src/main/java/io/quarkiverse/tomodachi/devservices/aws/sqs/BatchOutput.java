package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;
import io.quarkiverse.tomodachi.devservices.aws.protocol.ServiceError;

/** Runs the entries of a batch one by one and tells which succeeded and which failed. */
final class BatchOutput {

    private BatchOutput() {
    }

    static ObjectNode of(Call call, List<Input> entries, Function<Input, ObjectNode> work) {
        ObjectNode output = SqsInput.output();
        ArrayNode successful = output.putArray("Successful");
        ArrayNode failed = output.putArray("Failed");
        for (Input entry : entries) {
            String id = entry.text("Id");
            try {
                if (call.treatment().entryFails().getAsBoolean()) {
                    throw ServiceError.internal();
                }
                ObjectNode result = SqsInput.output().put("Id", id);
                result.setAll(work.apply(entry));
                successful.add(result);
            } catch (ServiceError e) {
                failed.addObject().put("Id", id).put("SenderFault", e.status() < 500).put("Code", e.code())
                        .put("Message", e.getMessage());
            }
        }
        if (failed.isEmpty()) {
            output.remove("Failed");
        }
        if (successful.isEmpty()) {
            output.remove("Successful");
        }
        return output;
    }
}
