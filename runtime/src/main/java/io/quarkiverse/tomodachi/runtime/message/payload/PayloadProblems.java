package io.quarkiverse.tomodachi.runtime.message.payload;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/** Tells where a message is wrong without showing what it holds: Jackson's own texts quote from it. */
public final class PayloadProblems {

    private PayloadProblems() {
    }

    public static UnreadableMessageException unreadable(String what, Throwable failure) {
        if (!(failure instanceof JsonProcessingException json)) {
            return new UnreadableMessageException(what, failure);
        }
        // that of a value which is no number, date and so on quotes the value
        Throwable cause = json instanceof InvalidFormatException || json.getCause() instanceof JsonProcessingException ? null
                : json.getCause();
        return new UnreadableMessageException(what + ": " + describe(json), cause);
    }

    private static String describe(JsonProcessingException problem) {
        if (problem instanceof StreamReadException) {
            JsonLocation at = problem.getLocation();
            return "it is no JSON" + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
        }
        if (problem instanceof StreamConstraintsException) {
            return "it is over a limit: " + problem.getOriginalMessage();
        }
        String path = problem instanceof JsonMappingException mapping ? path(mapping) : "";
        String subject = path.isEmpty() ? "the data" : "field '" + path + "'";
        if (problem instanceof UnrecognizedPropertyException) {
            return subject + " is not known";
        }
        if (problem instanceof InvalidNullException) {
            return subject + " is null or missing";
        }
        Class<?> type = problem instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return subject + (type == null ? " is missing or does not fit" : " is missing or is no " + type.getSimpleName());
    }

    /** {@code lines[2].price}. */
    private static String path(JsonMappingException mapping) {
        StringBuilder path = new StringBuilder();
        for (Reference reference : mapping.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }
}
