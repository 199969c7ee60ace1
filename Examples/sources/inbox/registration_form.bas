Attribute VB_Name = "Module1"
Sub AutoOpen()
    MsgBox "This macro does nothing else."
End Sub
