package io.qmp.plugin.machine.door;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The clock of a PC: runs as the host's does, at the offset at which the guest has set it. Its registers hold
 * decimal digits, four bits each.
 */
public final class RealTimeClock {
    private static final Map<Integer, ChronoField> FIELDS = Map.of(
            0, ChronoField.SECOND_OF_MINUTE,
            2, ChronoField.MINUTE_OF_HOUR,
            4, ChronoField.HOUR_OF_DAY,
            7, ChronoField.DAY_OF_MONTH,
            8, ChronoField.MONTH_OF_YEAR);
    /** The days of 400 years, after which the calendar repeats; offsets are taken modulo this. */
    private static final long CALENDAR_SECONDS = 146_097L * 24 * 60 * 60;

    private static final int YEAR = 9;
    private static final int FORMAT = 0x0b;
    private static final int HOURS_OF_24 = 2;

    private final InstantSource host;
    private final LongConsumer changed;
    private long offset;
    private int selected;

    /**
     * Makes a clock that shows the host's time.
     *
     * @param changed takes by how many seconds the clock is ahead of the host's when it has been set
     */
    public RealTimeClock(InstantSource host, LongConsumer changed) {
        this.host = host;
        this.changed = changed;
    }

    void select(int register) {
        selected = register;
    }

    int read() {
        ChronoField field = FIELDS.get(selected);
        if (field != null) {
            return toDigits(now().get(field));
        }
        return selected == YEAR ? toDigits(now().getYear() % 100) : selected == FORMAT ? HOURS_OF_24 : 0;
    }

    /** Sets what is selected, if it is a part of the time and fits. */
    void write(int digits) {
        LocalDateTime before = now();
        int value = (digits >> 4 & 0xf) * 10 + (digits & 0xf);
        ChronoField field = FIELDS.get(selected);
        if (field != null && before.range(field).isValidIntValue(value)) {
            set(before, before.with(field, value));
        } else if (selected == YEAR && value < 100) {
            set(before, before.withYear(before.getYear() / 100 * 100 + value));
        }
    }

    private void set(LocalDateTime before, LocalDateTime after) {
        set(offset + ChronoUnit.SECONDS.between(before, after));
    }

    /**
     * Sets the clock.
     *
     * @param seconds by how many seconds it is ahead of the host's from now on
     */
    public void set(long seconds) {
        offset = seconds;
        changed.accept(offset);
    }

    /** {@return by how many seconds it is ahead of the host's} */
    public long offset() {
        return offset;
    }

    private LocalDateTime now() {
        long seconds = Math.floorMod(host.instant().getEpochSecond() + offset, CALENDAR_SECONDS);
        return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    }

    /** {@return the time that it shows, as a property has it} */
    public QmpObject time() {
        LocalDateTime time = now();
        return QmpObject.builder()
                .put("tm_year", QmpValue.of(time.getYear() - 1900))
                .put("tm_mon", QmpValue.of(time.getMonthValue() - 1))
                .put("tm_mday", QmpValue.of(time.getDayOfMonth()))
                .put("tm_hour", QmpValue.of(time.getHour()))
                .put("tm_min", QmpValue.of(time.getMinute()))
                .put("tm_sec", QmpValue.of(time.getSecond()))
                .build();
    }

    private static int toDigits(int value) {
        return value / 10 << 4 | value % 10;
    }
}
