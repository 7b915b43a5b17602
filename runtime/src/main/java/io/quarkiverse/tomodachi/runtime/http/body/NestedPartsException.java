package io.quarkiverse.tomodachi.runtime.http.body;

/** A part of a form is multipart itself. */
final class NestedPartsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NestedPartsException() {
        super("A part of the form is multipart itself; send each file as a part of the form", null, false, false);
    }
}
