package io.qmp.api.bind;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpError;
import io.qmp.api.event.EventData;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Collection;

/**
 * Binds described Java types to QMP values. Each type is derived once.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface Binder {
    /**
     * {@return the binding of a command}
     *
     * <p>Its types are derived now, except for the cases of unions and the branches of alternates, which are derived on
     * first use.
     *
     * <p>The arguments of a command may be a union: then the sealed interface is the command, and each of its records
     * has the interface's binding.
     *
     * @param type the record that describes the command, or the union
     * @param <C> the command
     * @param <R> what it returns
     * @throws IllegalArgumentException if {@code type}, or a type it refers to, is not described as
     *     {@link io.qmp.api.type} says; the message names the component
     */
    <C extends Command<R>, R> CommandBinding<C, R> command(Class<C> type);

    /**
     * {@return the binding of a command whose types are derived on first use}
     *
     * <p>For servers with hundreds of commands. Errors in the types are thrown on first use of the binding.
     *
     * @param type the record that describes the command, or the union
     * @param <C> the command
     * @param <R> what it returns
     * @throws IllegalArgumentException if {@code type} has no {@link io.qmp.api.command.CommandName}
     */
    <C extends Command<R>, R> CommandBinding<C, R> lazyCommand(Class<C> type);

    /**
     * {@return the binding of an event} Its types are derived as those of a {@linkplain #command command}.
     *
     * @param type the record that describes the event
     * @param <E> the event
     * @throws IllegalArgumentException as {@link #command}
     */
    <E extends EventData> EventBinding<E> event(Class<E> type);

    /**
     * {@return the binding of an event whose types are derived on first use, as those of {@link #lazyCommand}}
     *
     * @param type the record that describes the event
     * @param <E> the event
     * @throws IllegalArgumentException if {@code type} is no event
     */
    <E extends EventData> EventBinding<E> lazyEvent(Class<E> type);

    /**
     * Reads a value leniently: unknown members, cases and enumeration values are kept if the type has a component for
     * them, and dropped otherwise; members that are absent or of another JSON type are {@code null}, zero, {@code
     * false} or empty.
     *
     * @param value the value
     * @param type a described type
     * @param <T> the type
     * @return an instance of it
     * @throws io.qmp.api.error.BindingException if the value as a whole is of another JSON type
     */
    <T> T read(QmpValue value, Class<T> type);

    /**
     * {@return an instance of a described type as a value}
     *
     * @param instance a record, enum constant, list, string, number or boolean; a {@link QmpValue} is returned as
     *     it is
     */
    QmpValue write(Object instance);

    /**
     * {@return the introspection that a server has answered to {@code query-qmp-schema}}
     *
     * @param answer the answer, an array, or the whole reply that has it
     * @throws io.qmp.api.error.BindingException if it is neither, or an element is no entity of an introspection
     */
    default Schema readSchema(QmpValue answer) {
        QmpValue result = answer instanceof QmpObject reply ? reply.get("return") : answer;
        if (!(result instanceof QmpArray entities)) {
            throw new BindingException(QmpError.generic("An answer to query-qmp-schema is an array"));
        }
        return new Schema(entities.elements().stream()
                .map(entity -> read(entity, SchemaInfo.class))
                .toList());
    }

    /**
     * {@return the introspection that a server has answered to {@code query-qmp-schema}} As that of the value that the
     * text stands for, and faster, as no value is made of it.
     *
     * @param answer the text of the answer, or of the whole reply that has it
     * @throws IllegalArgumentException if it is not one JSON value, in QMP's dialect
     * @throws io.qmp.api.error.BindingException as {@link #readSchema(QmpValue)}
     */
    Schema readSchema(String answer);

    /**
     * {@return the introspection of commands and events, in their order, followed by the types they need in the order
     * in which they are first referred to}
     *
     * @param commands the commands
     * @param events the events
     * @param names how types are named
     */
    Schema introspect(
            Collection<? extends CommandBinding<?, ?>> commands,
            Collection<? extends EventBinding<?>> events,
            TypeNames names);
}
