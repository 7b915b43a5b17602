package io.quarkiverse.tomodachi.devservices.aws.sns;

import io.quarkiverse.tomodachi.devservices.aws.protocol.ServiceError;

/** The errors of the service. */
final class SnsErrors {

    private SnsErrors() {
    }

    static ServiceError invalidParameter(String text) {
        return error(400, "InvalidParameter", "Invalid parameter: " + text);
    }

    static ServiceError invalidValue(String text) {
        return error(400, "ParameterValueInvalid", text);
    }

    static ServiceError notFound(String what) {
        return error(404, "NotFound", what + " does not exist");
    }

    static ServiceError resourceNotFound() {
        return error(404, "ResourceNotFound", "Resource does not exist");
    }

    static ServiceError tagLimitExceeded() {
        return error(400, "TagLimitExceeded", "Could not complete request: tag quota of per resource exceeded");
    }

    static ServiceError emptyBatch() {
        return error(400, "EmptyBatchRequest", "The batch request doesn't contain any entries.");
    }

    static ServiceError tooManyEntries() {
        return error(400, "TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
    }

    static ServiceError batchIdsNotDistinct() {
        return error(400, "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
    }

    static ServiceError invalidBatchId() {
        return error(400, "InvalidBatchEntryId", "The Id of a batch entry in a batch request doesn't abide by the "
                + "specification.");
    }

    static ServiceError batchTooLong() {
        return error(400, "BatchRequestTooLong", "The length of all the batch messages put together is more than the limit.");
    }

    private static ServiceError error(int status, String code, String message) {
        return new ServiceError(status, code, "com.amazonaws.sns#" + code, message);
    }
}
