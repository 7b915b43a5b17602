package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;

/** What the service's actions have in common in reading their parameters. */
final class SqsInput {
    private static final int MAX_ENTRIES = 10;
    private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private SqsInput() {
    }

    static Queue queue(QueueStore store, Call call) {
        return store.byUrl(required(call.input(), "QueueUrl"));
    }

    static String required(Input input, String name) {
        String text = input.text(name);
        if (text == null || text.isEmpty()) {
            throw SqsErrors.missingParameter(name);
        }
        return text;
    }

    /** The number or null; one outside the range is refused. */
    static Integer within(Input input, String name, int min, int max) {
        Integer value = input.integer(name);
        if (value != null && (value < min || value > max)) {
            throw SqsErrors.invalidParameter(value, name, "Must be between " + min + " and " + max + ", if provided.");
        }
        return value;
    }

    /** The entries of a batch, none without a proper id of its own. */
    static List<Input> batch(Call call, String entryType) {
        List<Input> entries = call.input().inputs("Entries");
        if (entries.isEmpty()) {
            throw SqsErrors.emptyBatch(entryType);
        }
        if (entries.size() > MAX_ENTRIES) {
            throw SqsErrors.tooManyEntries(entries.size());
        }
        Set<String> ids = new HashSet<>();
        for (Input entry : entries) {
            String id = entry.text("Id");
            if (id == null || !ENTRY_ID.matcher(id).matches()) {
                throw SqsErrors.invalidBatchId();
            }
            if (!ids.add(id)) {
                throw SqsErrors.batchIdsNotDistinct(id);
            }
        }
        return entries;
    }

    static ObjectNode output() {
        return JsonNodeFactory.instance.objectNode();
    }
}
