package io.quarkiverse.tomodachi.runtime.service;

/**
 * A service as the application was built with it.
 *
 * @param name the name
 * @param beanClass the name of the class
 * @param bean the identifier of its bean
 * @param uuid the identity from the annotation, empty for none
 * @param envelope the envelope of its messages
 */
public record ServiceDescription(String name, String beanClass, String bean, String uuid, EnvelopeSource envelope) {
}
