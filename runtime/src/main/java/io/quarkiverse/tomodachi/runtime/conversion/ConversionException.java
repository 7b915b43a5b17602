package io.quarkiverse.tomodachi.runtime.conversion;

/** A text that does not fit the type of a parameter. The message names the parameter and says what was expected. */
public class ConversionException extends Exception {

    private static final long serialVersionUID = 1L;

    public ConversionException(String message, Throwable cause) {
        super(message, cause);
    }
}
