package io.quarkiverse.tomodachi.devservices.aws.sqs;

import io.quarkiverse.tomodachi.devservices.aws.protocol.ServiceError;

/** The errors of the service, with the status, the code of the query protocol and the type of the JSON protocol. */
final class SqsErrors {
    private static final String TYPE = "com.amazonaws.sqs#";
    private static final String COMMON_TYPE = "com.amazon.coral.service#";
    private static final String LONG_CODE = "AWS.SimpleQueueService.";

    private SqsErrors() {
    }

    static ServiceError queueDoesNotExist() {
        return new ServiceError(400, LONG_CODE + "NonExistentQueue", TYPE + "QueueDoesNotExist",
                "The specified queue does not exist.");
    }

    static ServiceError invalidAddress(String url) {
        return sameCode(404, "InvalidAddress", "The address " + url + " is not valid for this endpoint.");
    }

    static ServiceError queueNameExists(String attribute) {
        return new ServiceError(400, "QueueAlreadyExists", TYPE + "QueueNameExists",
                "A queue already exists with the same name and a different value for attribute " + attribute);
    }

    static ServiceError queueDeletedRecently() {
        return longCode("QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another with the same name.");
    }

    static ServiceError purgeInProgress(String queue) {
        return longCode(403, "PurgeQueueInProgress", "Only one PurgeQueue operation on " + queue
                + " is allowed every 60 seconds.");
    }

    static ServiceError invalidAttributeName(String name) {
        return sameCode("InvalidAttributeName", "Unknown Attribute " + name + ".");
    }

    static ServiceError invalidAttributeValue(String name) {
        return sameCode("InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
    }

    static ServiceError invalidAttributeValue(String name, String reason) {
        return sameCode("InvalidAttributeValue", "Invalid value for the parameter " + name + ". Reason: " + reason);
    }

    static ServiceError invalidParameter(String message) {
        return new ServiceError(400, "InvalidParameterValue", COMMON_TYPE + "InvalidParameterValueException", message);
    }

    static ServiceError invalidParameter(Object value, String parameter, String reason) {
        return invalidParameter("Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    static ServiceError missingParameter(String name) {
        return new ServiceError(400, "MissingParameter", COMMON_TYPE + "MissingRequiredParameterException",
                "The request must contain the parameter " + name + ".");
    }

    static ServiceError invalidMessageContents() {
        return sameCode("InvalidMessageContents", "Invalid characters found. Valid unicode characters are "
                + "#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
    }

    static ServiceError receiptHandleIsInvalid(String handle) {
        return sameCode(404, "ReceiptHandleIsInvalid",
                "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }

    static ServiceError messageNotInFlight() {
        return longCode("MessageNotInflight", "The specified message isn't in flight.");
    }

    static ServiceError overLimit(String message) {
        return sameCode(403, "OverLimit", message);
    }

    static ServiceError emptyBatch(String entryType) {
        return longCode("EmptyBatchRequest", "There should be at least one " + entryType + " in the request.");
    }

    static ServiceError tooManyEntries(int count) {
        return longCode("TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent " + count + ".");
    }

    static ServiceError batchIdsNotDistinct(String id) {
        return longCode("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
    }

    static ServiceError invalidBatchId() {
        return longCode("InvalidBatchEntryId", "A batch entry id can only contain alphanumeric characters, hyphens "
                + "and underscores. It can be at most 80 letters long.");
    }

    static ServiceError batchTooLong(int limit, long size) {
        return longCode("BatchRequestTooLong",
                "Batch requests cannot be longer than " + limit + " bytes. You have sent " + size + " bytes.");
    }

    static ServiceError resourceNotFound(String message) {
        return sameCode(404, "ResourceNotFoundException", message);
    }

    static ServiceError unsupported(String message) {
        return longCode("UnsupportedOperation", message);
    }

    private static ServiceError sameCode(String code, String message) {
        return sameCode(400, code, message);
    }

    private static ServiceError sameCode(int status, String code, String message) {
        return new ServiceError(status, code, TYPE + code, message);
    }

    private static ServiceError longCode(String name, String message) {
        return longCode(400, name, message);
    }

    private static ServiceError longCode(int status, String name, String message) {
        return new ServiceError(status, LONG_CODE + name, TYPE + name, message);
    }
}
