import io.qmp.api.error.QmpException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.BlockingQmpClient;
import io.qmp.client.QmpClient;
import java.util.concurrent.CompletionException;

public final class Status {
    public static void main(String[] args) throws InterruptedException {
        QmpAddress address = QmpAddress.parse("unix:/run/vm.qmp");
        try (BlockingQmpClient client = QmpClient.connect(address).join().blocking()) {
            QmpObject status = (QmpObject) client.execute("query-status", QmpObject.EMPTY);
            System.out.println("the machine is " + status.string("status").orElse("?"));
        } catch (CompletionException e) {
            System.err.println("no connection: " + e.getCause().getMessage());
        } catch (QmpException e) {
            System.err.println("query-status failed: " + e.getMessage());
        }
    }
}
